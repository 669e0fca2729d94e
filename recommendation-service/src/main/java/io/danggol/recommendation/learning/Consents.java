package io.danggol.recommendation.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.recommendation.consent.Decision;
import io.danggol.recommendation.consent.Permissions.Stance;
import io.danggol.recommendation.knowledge.Knowledge;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.UUID;

/// Follows the ledger: who agreed to personalisation, who refused, who objects to profiling.
@Singleton
class Consents {
    private static final String PERSONALIZATION = "personalization";
    private static final String PROFILING = "profiling";
    private static final String GRANTED = "granted";
    private static final String WITHDRAWN = "withdrawn";

    private final Knowledge knowledge;
    private final Keys keys;
    private final ObjectMapper json;

    Consents(Knowledge knowledge, Keys keys, ObjectMapper json) {
        this.knowledge = knowledge;
        this.keys = keys;
        this.json = json;
    }

    void take(LogRecord record) {
        if (record.body() == null) {
            var profile = profile(record.key());
            knowledge.write(() -> knowledge.permissions().remove(profile));
        } else {
            var message = record.as(ConsentsChanged.class, json);
            var stance = stance(message);
            knowledge.write(() -> knowledge.permissions().put(message.profileId(), stance));
        }
    }

    private static UUID profile(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw new BadRecord("the key is no profile id");
        }
    }

    private Stance stance(ConsentsChanged message) {
        Decision personal = null;
        var objects = false;
        var byBrowser = new HashMap<Long, Decision>();
        for (var state : message.states()) {
            if (PROFILING.equals(state.purpose())) objects |= WITHDRAWN.equals(state.state());
            if (!PERSONALIZATION.equals(state.purpose())) continue;
            var decision = new Decision(GRANTED.equals(state.state()), state.since());
            if (state.visitorId() == null) personal = decision;
            else byBrowser.put(keys.browser(state.visitorId()), decision);
        }
        return new Stance(message.revision(), personal, byBrowser, objects);
    }
}
