package io.danggol.simulators.mail;

import io.danggol.simulators.http.Answer;
import io.danggol.simulators.http.Call;
import io.danggol.simulators.http.HttpEdge;
import io.danggol.simulators.http.Json;
import io.danggol.simulators.http.Page;
import io.danggol.simulators.mail.smtp.SmtpServer;
import io.danggol.simulators.mail.smtp.Trouble;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The mails as JSON and as a page, and the trouble that a tester orders.
final class MailApi {
    /// A mail's own pictures may come from anywhere, as in any reader; nothing in it may run.
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; font-src data:; connect-src 'self'; frame-src 'self'; base-uri http: https: 'self'; form-action 'none'; frame-ancestors 'none'";

    private final Mails mails;
    private final SmtpServer smtp;

    MailApi(Mails mails, SmtpServer smtp) {
        this.mails = mails;
        this.smtp = smtp;
    }

    void routes(HttpEdge edge) {
        edge.page("/", MailApi.class, "mails.html", PAGE_POLICY)
                .file("/mails.css", MailApi.class, "mails.css", "text/css;charset=UTF-8")
                .file("/mails.js", MailApi.class, "mails.js", "text/javascript;charset=UTF-8")
                .route("GET", "/api/messages", call -> page(call, meantFor(call), this::whole))
                .route("DELETE", "/api/messages", this::empty)
                .route("GET", "/api/headlines", this::headlines)
                .route("GET", "/api/messages/{id}", call -> one(call, mail -> Answer.json(200, whole(mail))))
                .route("GET", "/api/messages/{id}/source", call -> one(call, this::source))
                .route("GET", "/api/control", _ -> Answer.json(200, smtp.trouble()))
                .route("PATCH", "/api/control", this::trouble)
                .route("POST", "/api/control/reset", _ -> reset());
    }

    private Answer page(Call call, Predicate<Mail> of, Function<Mail, Map<String, Object>> json) {
        return Answer.json(200, Page.of(call, mails.list(of), Mail::id).json(json));
    }

    /// Whom the query's `to` names, upper or lower case; without it everybody.
    private static Predicate<Mail> meantFor(Call call) {
        var to = call.query("to");
        return mail -> to.isEmpty() || mail.to().stream().anyMatch(to.get()::equalsIgnoreCase);
    }

    /// Mails without their content; `?find=` takes a part of an address or of the subject.
    private Answer headlines(Call call) {
        var part = call.query("find").orElse("").toLowerCase(Locale.ROOT);
        return page(
                call,
                mail -> (mail.subject() + "\n" + String.join("\n", mail.to()))
                        .toLowerCase(Locale.ROOT)
                        .contains(part),
                MailApi::headline);
    }

    private Answer empty(Call call) {
        mails.delete(mails.list(meantFor(call)));
        return Answer.noContent();
    }

    private Answer one(Call call, Function<Mail, Answer> answer) {
        return mails.get(call.path("id"))
                .map(answer)
                .orElseGet(() -> Answer.problem(404, "Not found", "There is no such mail."));
    }

    private Answer source(Mail mail) {
        return Answer.of(200, "text/plain;charset=UTF-8", mails.source(mail)).with("X-Content-Type-Options", "nosniff");
    }

    private static Map<String, Object> headline(Mail mail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", mail.id());
        json.put("from", mail.from());
        json.put("to", mail.to());
        json.put("subject", mail.subject());
        json.put("receivedAt", mail.receivedAt());
        return json;
    }

    private Map<String, Object> whole(Mail mail) {
        var content = MailReader.read(mails.source(mail));
        var json = headline(mail);
        json.put("returnPath", mail.returnPath());
        json.put("headers", content.headers());
        json.put("text", content.text());
        json.put("html", content.html());
        json.put("attachments", content.attachments());
        return json;
    }

    private Answer trouble(Call call) {
        var change = new LinkedHashMap<String, Object>();
        change.put("unavailable", smtp.trouble().unavailable());
        change.put("hangUpAfterData", smtp.trouble().hangUpAfterData());
        change.putAll(Json.object(call.body()));
        try {
            smtp.trouble(Json.MAPPER.convertValue(change, Trouble.class));
        } catch (IllegalArgumentException e) {
            return Answer.problem(422, "Not a setting", "Expected: unavailable (boolean), hangUpAfterData (>= 0).");
        }
        return Answer.json(200, smtp.trouble());
    }

    private Answer reset() {
        mails.delete(mails.list(_ -> true));
        smtp.reset();
        return Answer.noContent();
    }
}
