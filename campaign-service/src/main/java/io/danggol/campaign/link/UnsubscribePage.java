package io.danggol.campaign.link;

import io.danggol.campaign.Channel;
import io.danggol.campaign.content.Html;
import io.danggol.campaign.processor.Processor;
import java.util.List;
import java.util.stream.Collectors;

/// The pages behind the way out of every message.
final class UnsubscribePage {
    private final String shop;

    UnsubscribePage(String shop) {
        this.shop = Html.escape(shop);
    }

    /// Asks once, and changes nothing.
    String ask(Channel channel) {
        return page("수신거부", """
                <h1>%s 광고 %s을 그만 받으시겠어요?</h1>
                <p>버튼을 누르면 바로 처리됩니다. 로그인하지 않아도 되고, 비용도 들지 않습니다.</p>
                <p class="en" lang="en">Press the button to stop receiving these messages. No login, no cost.</p>
                <form method="post"><button>수신거부 · Unsubscribe</button></form>
                """.formatted(shop, name(channel)));
    }

    /// It is done.
    String done(Channel channel) {
        return page("수신거부 완료", """
                <div class="mark" aria-hidden="true">✓</div>
                <h1>수신거부가 처리되었습니다</h1>
                <p>지금부터 %s 광고 %s을 보내지 않습니다. 마음이 바뀌면 쇼핑몰의 내 정보에서 다시 동의하실 수 있어요.</p>
                <p class="en" lang="en">You will not receive these messages any more.</p>
                """.formatted(shop, name(channel)));
    }

    /// The link of a message that was sent on trial.
    String trial() {
        return page("시험 발송", "<h1>시험으로 보낸 메시지입니다</h1><p>이 링크는 실제 고객의 수신 설정을 바꾸지 않습니다.</p>");
    }

    /// No link of ours.
    String unknown() {
        return page("알 수 없는 주소", "<h1>알 수 없는 주소입니다</h1><p>주소가 잘렸거나 바뀌었을 수 있어요. 메시지의 링크를 다시 눌러 주세요.</p>");
    }

    /// Who sends messages for the shop.
    String processors(List<Processor> processors) {
        return page(
                "개인정보 처리 위탁",
                "<h1>개인정보 처리 위탁</h1><p>%s은 광고 메시지를 보내기 위해 아래와 같이 개인정보 처리를 맡기고 있습니다.</p><dl>%s</dl>"
                        .formatted(
                                shop,
                                processors.stream()
                                        .map(one -> "<dt>%s</dt><dd>%s</dd>"
                                                .formatted(Html.escape(one.name()), Html.escape(one.task())))
                                        .collect(Collectors.joining())));
    }

    private static String name(Channel channel) {
        return channel == Channel.EMAIL ? "메일" : "메시지 알림";
    }

    private String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="ko"><head><meta charset="utf-8"><title>%s · %s</title>
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="robots" content="noindex">
                <style>
                :root { color-scheme: light dark; --ink: #1f2933; --soft: #6b7785; --paper: #ffffff; --ground: #f4f1ec; --leaf: #2f6f4f; }
                @media (prefers-color-scheme: dark) { :root { --ink: #e8e6e3; --soft: #a3a9b0; --paper: #24272b; --ground: #17191c; --leaf: #7cc4a0; } }
                body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink);
                       font: 16px/1.7 "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif; word-break: keep-all; }
                main { max-width: 26rem; margin: 1.5rem; padding: 2.5rem 2rem; background: var(--paper); border-radius: 20px;
                       box-shadow: 0 12px 40px rgb(0 0 0 / .08); text-align: center; }
                h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.45; }
                p { margin: 0 0 1rem; } .en { color: var(--soft); font-size: .875rem; }
                button { width: 100%%; padding: .9rem 1rem; border: 0; border-radius: 12px; background: var(--leaf); color: var(--paper);
                         font: inherit; font-weight: 700; cursor: pointer; }
                .mark { margin-bottom: .75rem; font-size: 2.5rem; line-height: 1; color: var(--leaf); }
                footer { margin-top: 1.5rem; color: var(--soft); font-size: .8125rem; } footer a { color: inherit; }
                dt { font-weight: 700; } dd { margin: 0 0 1rem; }
                </style></head>
                <body><main>%s<footer>%s · <a href="/processors">개인정보 처리 위탁</a></footer></main></body></html>
                """.formatted(title, shop, body, shop);
    }
}
