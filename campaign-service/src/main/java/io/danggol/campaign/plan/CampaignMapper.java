package io.danggol.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.campaign.Channel;
import io.danggol.campaign.kakao.KakaoBody;
import io.danggol.campaign.plan.Campaign.Kind;
import io.danggol.campaign.plan.Campaign.Mode;
import io.danggol.campaign.plan.Campaign.State;
import io.danggol.campaign.plan.Campaign.Step;
import io.danggol.campaign.plan.Content.Block;
import io.danggol.campaign.plan.Shape.Faults;
import io.danggol.chassis.duration.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Between a campaign and the JSON of API.md.
final class CampaignMapper {
    private static final String KEY = "[a-z0-9][a-z0-9_-]{0,63}";
    /// What API.md names and this service does not do yet.
    private static final List<String> LATER_KINDS = List.of("journey", "task");

    private CampaignMapper() {}

    /// Reads a campaign from outside; refuses it with all its faults. What is not supported is said before them: the
    /// rest cannot be judged without it.
    static Campaign read(JsonNode json) {
        var faults = new Faults();
        var shape = new Shape(json, "", faults);
        var campaign = json.isObject() ? campaign(shape, json, faults) : Optional.<Campaign>empty();
        shape.close();
        if (!faults.later().isEmpty()) throw new PlanRefusal.NotSupported(faults.later());
        if (!faults.wrong().isEmpty() || campaign.isEmpty()) throw new PlanRefusal.Invalid(faults.wrong());
        return campaign.get();
    }

    /// Reads what was written by [#write].
    static Campaign stored(JsonNode json, State state) {
        return read(json).in(state);
    }

    private static Optional<Campaign> campaign(Shape shape, JsonNode json, Faults faults) {
        List.of("id", "createdAt", "activatedAt").forEach(shape::ignore);
        var key = shape.text("key", 64);
        if (!key.isEmpty() && !key.matches(KEY))
            shape.error("key", "expected: lower-case letters, digits, - and _, at most 64");
        var name = shape.optionalText("name", 200).orElse(key);
        var kind = kind(shape);
        var state = shape.optionalOneOf("state", State.class, true).orElse(State.DRAFT);
        var audience = shape.object("audience", inner -> inner.text("segment", 128));
        var entered = shape.object("trigger", CampaignMapper::trigger).flatMap(trigger -> trigger);
        var steps = steps(shape);
        var content = shape.object("content", CampaignMapper::content).orElse(Content.NONE);
        var schedule = shape.object("schedule", CampaignMapper::schedule).orElse(Schedule.ALWAYS);
        var goal = shape.object("goal", CampaignMapper::goal);
        var cap = shape.object("cap", CampaignMapper::cap).flatMap(given -> given);
        var priority = shape.integer("priority", 50, 0, 100);
        var holdout = shape.share("holdout");
        if (!json.hasNonNull("kind")) shape.error("kind", "is required");
        if (kind.filter(given -> given == Kind.ONSITE).isPresent() && !steps.isEmpty())
            shape.error("steps", "an on-site campaign has no steps");
        if (!faults.wrong().isEmpty() || kind.isEmpty()) return Optional.empty();
        return Optional.of(new Campaign(
                key,
                name,
                kind.get(),
                state,
                audience,
                entered,
                steps,
                content,
                schedule,
                goal,
                cap,
                priority,
                holdout));
    }

    private static Optional<Kind> kind(Shape shape) {
        var kind = shape.textOf("kind").orElse("");
        if (LATER_KINDS.contains(kind)) {
            shape.later("kind", "\"" + kind + "\" is not supported yet (there are: broadcast, triggered, onsite)");
            return Optional.empty();
        }
        return shape.optionalOneOf("kind", Kind.class, true);
    }

    private static Optional<String> trigger(Shape shape) {
        shape.ignore("event");
        if (shape.isObject("event"))
            shape.later("event", "triggers by event are not supported yet: use segmentEntered");
        else if (shape.has("event")) shape.error("event", "expected: a condition");
        return shape.optionalText("segmentEntered", 128);
    }

    private static List<Step> steps(Shape shape) {
        var steps = shape.objects("steps", 20, inner -> {
            var key = inner.text("key", 64);
            var delay = inner.duration("wait", false).orElse(Duration.ZERO);
            var channels = inner.texts(
                    "channels",
                    2,
                    "email or kakao",
                    name -> Channel.named(name).filter(channel -> channel != Channel.ONSITE));
            if (channels.size() != new HashSet<>(channels).size()) inner.error("channels", "a channel stands twice");
            if (channels.isEmpty()) inner.error("channels", "expected: at least one channel");
            return new Step(
                    key,
                    delay,
                    channels,
                    inner.optionalOneOf("mode", Mode.class, true).orElse(Mode.ALL));
        });
        if (steps.stream().map(Step::key).distinct().count() != steps.size())
            shape.error("steps", "a key stands twice");
        return steps;
    }

    private static Content content(Shape shape) {
        return new Content(
                shape.object("email", CampaignMapper::email),
                shape.object("kakao", KakaoReader::read),
                shape.object("onsite", CampaignMapper::onsite));
    }

    private static Content.Email email(Shape shape) {
        var subject = shape.template("subject", 200);
        if (subject.chars().anyMatch(Character::isISOControl)) shape.error("subject", "must be one line");
        var mjml = shape.optionalTemplate("mjml", 100_000);
        mjml.flatMap(Mjml::fault).ifPresent(fault -> shape.error("mjml", fault));
        var text = shape.optionalTemplate("text", 100_000);
        if (mjml.isEmpty() && text.isEmpty()) shape.error("text", "expected: mjml or text");
        return new Content.Email(subject, mjml, text, blocks(shape));
    }

    /// Absent is not the same as an empty list: that means no products.
    private static Optional<Set<Block>> blocks(Shape shape) {
        var given = shape.has("blocks");
        var blocks = shape.texts("blocks", 2, "cart or recommendations", CampaignMapper::block);
        return given ? Optional.of(Set.copyOf(blocks)) : Optional.empty();
    }

    private static Optional<Block> block(String name) {
        return Arrays.stream(Block.values())
                .filter(block -> wire(block).equals(name))
                .findFirst();
    }

    private static Content.Onsite onsite(Shape shape) {
        return new Content.Onsite(
                shape.optionalOneOf("form", Content.Form.class, true).orElse(Content.Form.POPUP),
                shape.template("title", 200),
                shape.optionalTemplate("body", 2_000).orElse(""),
                shape.optionalText("pageUrl", 1_000),
                shape.optionalText("on", 64),
                shape.objects(
                        "actions",
                        5,
                        inner -> new Content.Action(
                                inner.template("text", 64), webOrPath(inner, inner.text("url", 1_000)))),
                shape.optionalText("placement", 64));
    }

    private static String webOrPath(Shape shape, String url) {
        if (!url.isEmpty() && !url.matches("(https?://|/(?!/)).*"))
            shape.error("url", "expected: an http(s) address or a path of the shop");
        return url;
    }

    private static Schedule schedule(Shape shape) {
        var startAt = shape.instant("startAt");
        var endAt = shape.instant("endAt");
        if (startAt.isPresent() && endAt.isPresent() && !startAt.get().isBefore(endAt.get())) {
            shape.error("endAt", "expected: after startAt");
            return Schedule.ALWAYS;
        }
        return new Schedule(startAt, endAt);
    }

    private static Campaign.Goal goal(Shape shape) {
        return new Campaign.Goal(
                shape.text("event", 128), shape.duration("within", true).orElse(Duration.ofDays(3)));
    }

    private static Optional<FrequencyCap> cap(Shape shape) {
        var limit = shape.integer("limit", 0, 1, 10_000);
        var window = shape.duration("window", true);
        if (limit == 0) shape.error("limit", "is required");
        if (window.isEmpty()) shape.error("window", "is required");
        return limit == 0 ? Optional.empty() : window.map(span -> new FrequencyCap(limit, span));
    }

    /// The JSON of a campaign as it is stored and shown, without what the store adds.
    static ObjectNode write(Campaign campaign, ObjectMapper json) {
        var node = json.createObjectNode();
        node.put("key", campaign.key());
        node.put("name", campaign.name());
        node.put("kind", wire(campaign.kind()));
        node.put("state", wire(campaign.state()));
        campaign.audience().ifPresent(segment -> node.putObject("audience").put("segment", segment));
        campaign.segmentEntered().ifPresent(segment -> node.putObject("trigger").put("segmentEntered", segment));
        if (!campaign.steps().isEmpty()) {
            var steps = node.putArray("steps");
            campaign.steps().forEach(step -> {
                var entry = steps.addObject().put("key", step.key()).put("wait", Durations.write(step.delay()));
                var channels = entry.putArray("channels");
                step.channels().forEach(channel -> channels.add(channel.wire()));
                entry.put("mode", wire(step.mode()));
            });
        }
        node.set("content", content(campaign.content(), json));
        if (!campaign.schedule().equals(Schedule.ALWAYS)) {
            var schedule = node.putObject("schedule");
            campaign.schedule().startAt().map(Instant::toString).ifPresent(at -> schedule.put("startAt", at));
            campaign.schedule().endAt().map(Instant::toString).ifPresent(at -> schedule.put("endAt", at));
        }
        campaign.goal()
                .ifPresent(goal -> node.putObject("goal")
                        .put("event", goal.event())
                        .put("within", Durations.write(goal.within())));
        campaign.cap()
                .ifPresent(cap ->
                        node.putObject("cap").put("limit", cap.limit()).put("window", Durations.write(cap.window())));
        node.put("priority", campaign.priority());
        node.put("holdout", campaign.holdout());
        return node;
    }

    private static ObjectNode content(Content content, ObjectMapper json) {
        var node = json.createObjectNode();
        content.email().ifPresent(mail -> {
            var entry = node.putObject("email").put("subject", mail.subject());
            mail.mjml().ifPresent(mjml -> entry.put("mjml", mjml));
            mail.text().ifPresent(text -> entry.put("text", text));
            mail.blocks().ifPresent(blocks -> blocks(entry, blocks));
        });
        content.kakao().ifPresent(message -> KakaoBody.write(message, node.putObject("kakao")));
        content.onsite().ifPresent(message -> {
            var entry =
                    node.putObject("onsite").put("form", wire(message.form())).put("title", message.title());
            if (!message.body().isEmpty()) entry.put("body", message.body());
            message.pageUrl().ifPresent(page -> entry.put("pageUrl", page));
            message.on().ifPresent(on -> entry.put("on", on));
            message.placement().ifPresent(placement -> entry.put("placement", placement));
            if (!message.actions().isEmpty())
                message.actions()
                        .forEach(action -> entry.withArray("actions")
                                .addObject()
                                .put("text", action.text())
                                .put("url", action.url()));
        });
        return node;
    }

    private static void blocks(ObjectNode entry, Set<Block> blocks) {
        var list = entry.putArray("blocks");
        blocks.stream().sorted().forEach(block -> list.add(wire(block)));
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
