package io.danggol.shop.crowd;

import static io.danggol.shop.suite.Messages.Marketing.EMAIL;
import static io.danggol.shop.suite.Messages.Marketing.KAKAO;
import static io.danggol.shop.suite.Messages.Marketing.NIGHT_KAKAO;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Category;
import io.danggol.shop.customer.Customer;
import io.danggol.shop.suite.Messages.Marketing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Who the crowd is. The first few are regulars with a story of their own, for the shop's login page; the others are
/// drawn.
final class Roster {
    /// A regular whom the login page offers.
    ///
    /// @param about what a visitor of the demo should know of them
    record Known(
            String id,
            String name,
            String about,
            Intent intent,
            List<String> tastes,
            int devices,
            boolean personalization,
            Set<Marketing> marketing) {}

    static final List<Known> REGULARS = List.of(
            regular(
                    "minji",
                    "김민지",
                    "강아지 사료와 원두를 때맞춰 사는 단골 · 이메일과 카카오톡 소식을 받음",
                    Intent.REGULAR,
                    List.of("반려동물", "식품"),
                    2,
                    true,
                    EMAIL,
                    KAKAO),
            regular(
                    "seojun",
                    "이서준",
                    "운동화와 가방을 특가에 사는 사람 · 이메일만 받음",
                    Intent.BARGAIN_HUNTER,
                    List.of("신발", "가방"),
                    1,
                    true,
                    EMAIL),
            regular(
                    "haeun",
                    "박하은",
                    "선물을 고르러 오는 사람 · 밤에도 카카오톡 소식을 받음",
                    Intent.GIFT_BUYER,
                    List.of("식품", "리빙", "뷰티"),
                    2,
                    true,
                    KAKAO,
                    NIGHT_KAKAO),
            regular("doyun", "최도윤", "세제와 휴지를 다시 사러 오는 단골 · 소식은 받지 않음", Intent.REGULAR, List.of("생활용품", "주방"), 1, true),
            regular("sora", "한소라", "화장품 단골, 맞춤 추천은 거절 · 이메일만 받음", Intent.REGULAR, List.of("뷰티", "의류"), 1, false, EMAIL),
            regular(
                    "jiwoo",
                    "정지우",
                    "문구와 살림을 구경하러 오는 사람 · 둘 다 받음",
                    Intent.BROWSER,
                    List.of("문구", "리빙"),
                    2,
                    true,
                    EMAIL,
                    KAKAO));

    private static final String SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍";
    private static final List<String> GIVEN = List.of(
            "서연", "민서", "지우", "하준", "서윤", "예준", "지호", "수아", "시우", "다은", "유진", "현우", "은서", "준서", "채원", "지안", "도현", "나은",
            "건우", "가영", "태윤", "소율", "우진", "미나", "성민", "보라", "재현", "혜진", "동현", "영희");

    private final List<String> categories;
    private final long seed;

    Roster(long seed, Catalogue catalogue) {
        this.seed = seed;
        this.categories = catalogue.categories().stream().map(Category::name).toList();
    }

    /// The first `size` of the crowd.
    List<Shopper> shoppers(int size) {
        var shoppers = new ArrayList<Shopper>();
        for (var number = 0; number < size; number++) {
            var random = Crowd.randomOf(seed, number, "who");
            shoppers.add(number < REGULARS.size() ? known(number, random) : drawn(number, random));
        }
        return shoppers;
    }

    private static Known regular(
            String id,
            String name,
            String about,
            Intent intent,
            List<String> tastes,
            int devices,
            boolean personalization,
            Marketing... marketing) {
        var consents = EnumSet.noneOf(Marketing.class);
        Collections.addAll(consents, marketing);
        return new Known(id, name, about, intent, tastes, devices, personalization, consents);
    }

    private static Shopper known(int number, Random random) {
        var regular = REGULARS.get(number);
        return new Shopper(
                number,
                regular.intent(),
                visitorIds(regular.devices(), random),
                Optional.of(customer(regular.id(), regular.name(), number)),
                regular.tastes(),
                Channel.values()[random.nextInt(Channel.values().length)],
                true,
                regular.personalization(),
                regular.marketing());
    }

    private Shopper drawn(int number, Random random) {
        var intent = Intent.at(random.nextInt(100));
        var member = random.nextDouble()
                < switch (intent) {
                    case BROWSER -> 0.3;
                    case BARGAIN_HUNTER -> 0.65;
                    case GIFT_BUYER -> 0.55;
                    case REGULAR -> 0.96;
                };
        var name = SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.get(random.nextInt(GIVEN.size()));
        var analytics = random.nextDouble() < 0.97;
        return new Shopper(
                number,
                intent,
                visitorIds(member && random.nextDouble() < 0.35 ? 2 : 1, random),
                member ? Optional.of(customer("c%04d".formatted(1000 + number), name, number)) : Optional.empty(),
                tastes(intent, random),
                Channel.values()[random.nextInt(Channel.values().length)],
                analytics,
                analytics && random.nextDouble() < 0.9,
                member ? marketing(random) : Set.of());
    }

    /// Numbers 010-0xxx are not given out in Korea; those ending in 0000 are delivered by the Kakao simulator.
    private static Customer customer(String id, String name, int number) {
        return new Customer(id, name, id + "@example.invalid", "0100%03d0000".formatted(number % 1_000));
    }

    private List<String> tastes(Intent intent, Random random) {
        var tastes = new ArrayList<>(
                switch (intent) {
                    case REGULAR -> List.of("식품", "뷰티", "생활용품", "반려동물");
                    case GIFT_BUYER -> List.of("식품", "리빙", "문구", "뷰티", "가방");
                    case BROWSER, BARGAIN_HUNTER -> categories;
                });
        Collections.shuffle(tastes, random);
        return List.copyOf(tastes.subList(0, 2 + random.nextInt(2)));
    }

    private static Set<Marketing> marketing(Random random) {
        var given = EnumSet.noneOf(Marketing.class);
        if (random.nextDouble() < 0.55) given.add(EMAIL);
        if (random.nextDouble() < 0.45) given.add(KAKAO);
        if (given.contains(KAKAO) && random.nextDouble() < 0.25) given.add(NIGHT_KAKAO);
        return given;
    }

    private static List<String> visitorIds(int devices, Random random) {
        return random.ints(devices).mapToObj(_ -> "v_" + Crowd.hex(random)).toList();
    }
}
