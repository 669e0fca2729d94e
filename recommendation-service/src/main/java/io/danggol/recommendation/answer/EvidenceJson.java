package io.danggol.recommendation.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.recommendation.strategy.Evidence;
import io.danggol.recommendation.strategy.Sentence.Titles;

/// Evidence as it is answered: names and numbers, absent where there is nothing.
final class EvidenceJson {
    private EvidenceJson() {}

    static JsonNode of(Evidence evidence, Titles titles) {
        var node = JsonNodeFactory.instance.objectNode();
        switch (evidence) {
            case Evidence.LikeMinded near -> item(node, near.item(), titles).put("sessions", near.sessions());
            case Evidence.ViewedTogether pair -> item(node, pair.item(), titles).put("sessions", pair.sessions());
            case Evidence.BoughtAfterViewing pair ->
                item(node, pair.item(), titles).put("buyers", pair.buyers());
            case Evidence.BoughtTogether pair ->
                item(node, pair.item(), titles).put("orders", pair.orders()).put("lift", rounded(pair.lift()));
            case Evidence.Alike alike -> {
                item(node, alike.item(), titles);
                if (alike.category() != null) node.put("category", alike.category());
                if (alike.brand() != null) node.put("brand", alike.brand());
                if (!alike.words().isEmpty()) alike.words().forEach(node.putArray("words")::add);
                if (!Double.isNaN(alike.priceRatio())) node.put("priceRatio", rounded(alike.priceRatio()));
            }
            case Evidence.Dearer dearer ->
                item(node, dearer.item(), titles)
                        .put("category", dearer.category())
                        .put("priceRatio", rounded(dearer.priceRatio()));
            case Evidence.GoesWith goes -> item(node, goes.item(), titles);
            case Evidence.Viewed viewed ->
                node.put("viewedAt", viewed.at().toString()).put("times", viewed.times());
            case Evidence.Trending trending ->
                ranked(node, trending.category(), trending.rank()).put("weight", rounded(trending.weight()));
            case Evidence.BestSeller best ->
                ranked(node, best.category(), best.rank()).put("orders", rounded(best.orders()));
            case Evidence.Arrived arrived -> node.put("since", arrived.since().toString());
            case Evidence.Available available -> {
                if (available.stock() == null) node.put("available", true);
                else node.put("stock", available.stock());
            }
            case Evidence.Matches matches -> {
                node.put("query", matches.query());
                matches.words().forEach(node.putArray("words")::add);
            }
            case Evidence.Pinned pinned -> node.put("placement", pinned.placement());
        }
        return node;
    }

    private static ObjectNode item(ObjectNode node, String id, Titles titles) {
        return node.put("item_id", id).put("item_name", titles.of(id));
    }

    private static ObjectNode ranked(ObjectNode node, String category, int rank) {
        if (category != null) node.put("category", category);
        return node.put("rank", rank);
    }

    /// Six digits after the point are plenty.
    static double rounded(double number) {
        return Double.isFinite(number) ? Math.round(number * 1e6) / 1e6 : 0;
    }
}
