package io.danggol.recommendation.strategy;

import static io.danggol.chassis.korean.Particle.EUL_REUL;
import static io.danggol.chassis.korean.Particle.GWA_WA;
import static io.danggol.chassis.korean.Particle.IEYO_YEYO;

import io.danggol.recommendation.catalogue.Product;
import java.time.Duration;
import java.time.Instant;

/// What a piece of evidence says to the shopper, in Korean, and its code.
public final class Sentence {
    /// What to call a product, by its id.
    @FunctionalInterface
    public interface Titles {
        String of(String item);
    }

    private Sentence() {}

    /// A short code for the kind of reason, such as `bought_together`.
    public static String code(Evidence evidence) {
        return switch (evidence) {
            case Evidence.LikeMinded _ -> "like_minded";
            case Evidence.ViewedTogether _ -> "viewed_together";
            case Evidence.BoughtAfterViewing _ -> "bought_after_viewing";
            case Evidence.BoughtTogether _ -> "bought_together";
            case Evidence.Alike _ -> "alike";
            case Evidence.Dearer _ -> "dearer";
            case Evidence.GoesWith _ -> "goes_with";
            case Evidence.Viewed _ -> "viewed";
            case Evidence.Trending _ -> "trending";
            case Evidence.BestSeller _ -> "best_seller";
            case Evidence.Arrived _ -> "arrived";
            case Evidence.Available _ -> "available";
            case Evidence.Matches _ -> "matches";
            case Evidence.Pinned _ -> "pinned";
        };
    }

    /// One polite sentence, true by the evidence alone.
    public static String of(Evidence evidence, Titles titles, Instant now) {
        return switch (evidence) {
            case Evidence.LikeMinded near -> {
                var title = quoted(titles.of(near.item()));
                yield "최근 보신 " + title + GWA_WA.after(title) + " 함께 본 상품이에요";
            }
            case Evidence.ViewedTogether pair -> {
                var title = quoted(titles.of(pair.item()));
                yield title + EUL_REUL.after(title) + " 본 분들이 함께 본 상품이에요";
            }
            case Evidence.BoughtAfterViewing pair -> {
                var title = quoted(titles.of(pair.item()));
                yield title + EUL_REUL.after(title) + " 본 분들이 구매한 상품이에요";
            }
            case Evidence.BoughtTogether pair -> {
                var title = quoted(titles.of(pair.item()));
                yield title + GWA_WA.after(title) + " 함께 구매한 상품이에요";
            }
            case Evidence.Alike alike -> alike(alike, titles);
            case Evidence.Dearer dearer -> {
                var name = Product.nameOf(dearer.category());
                yield quoted(titles.of(dearer.item())) + "보다 한 단계 높은 " + name + IEYO_YEYO.after(name);
            }
            case Evidence.GoesWith(var item) -> {
                var title = quoted(titles.of(item));
                yield title + GWA_WA.after(title) + " 함께 쓰는 상품이에요";
            }
            case Evidence.Viewed viewed -> ago(viewed.at(), now) + " 보신 상품이에요";
            case Evidence.Trending trending -> "지금 " + place("인기 상품", trending.category(), trending.rank());
            case Evidence.BestSeller best -> place("베스트셀러", best.category(), best.rank());
            case Evidence.Arrived _ -> "새로 들어온 상품이에요";
            case Evidence.Available _ -> "지금 구매할 수 있는 상품이에요";
            case Evidence.Matches matches -> "‘" + matches.query() + "’ 검색어와 맞는 상품이에요";
            case Evidence.Pinned _ -> "쇼핑몰이 추천하는 상품이에요";
        };
    }

    private static String alike(Evidence.Alike alike, Titles titles) {
        var title = quoted(titles.of(alike.item()));
        var beginning = title + GWA_WA.after(title);
        if (alike.category() != null) {
            var name = Product.nameOf(alike.category());
            if (alike.brand() != null) return beginning + " 같은 브랜드의 " + name + IEYO_YEYO.after(name);
            return alike.words().isEmpty()
                    ? beginning + " 같은 ‘" + name + "’ 카테고리의 상품이에요"
                    : beginning + " 비슷한 " + name + IEYO_YEYO.after(name);
        }
        return beginning + (alike.brand() == null ? " 이름이 비슷한 상품이에요" : " 같은 브랜드의 상품이에요");
    }

    /// `구두 베스트셀러 3위예요`, for the whole shop without a category.
    private static String place(String what, String category, int rank) {
        return (category == null ? "" : Product.nameOf(category) + " ") + what + " " + rank + "위예요";
    }

    private static String ago(Instant at, Instant now) {
        var passed = Duration.between(at, now);
        if (passed.toHours() < 1) return "방금";
        if (passed.toDays() < 1) return passed.toHours() + "시간 전에";
        return passed.toDays() + "일 전에";
    }

    private static String quoted(String title) {
        return "‘" + title + "’";
    }
}
