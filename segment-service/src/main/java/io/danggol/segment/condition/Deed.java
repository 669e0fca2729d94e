package io.danggol.segment.condition;

import java.util.Map;

/// What an event is called in Korean sentences.
///
/// @param noun as in "3번 이상 조회"
/// @param past as in "조회한 적 있음", "조회한 뒤"
/// @param negative as in "조회하지 않음"
record Deed(String noun, String past, String negative) {
    private static final Map<String, Deed> KNOWN = Map.ofEntries(
            Map.entry("page_view", with("페이지 조회")),
            Map.entry("view_item_list", with("목록 조회")),
            Map.entry("select_item", with("목록에서 선택")),
            Map.entry("view_item", with("조회")),
            Map.entry("add_to_wishlist", new Deed("찜하기", "찜한", "찜하지 않음")),
            Map.entry("add_to_cart", new Deed("장바구니에 담기", "장바구니에 담은", "장바구니에 담지 않음")),
            Map.entry("remove_from_cart", new Deed("장바구니에서 빼기", "장바구니에서 뺀", "장바구니에서 빼지 않음")),
            Map.entry("view_cart", with("장바구니 조회")),
            Map.entry("begin_checkout", with("주문서 작성 시작")),
            Map.entry("add_shipping_info", with("배송 정보 입력")),
            Map.entry("add_payment_info", with("결제 정보 입력")),
            Map.entry("purchase", with("구매")),
            Map.entry("refund", new Deed("환불", "환불받은", "환불받지 않음")),
            Map.entry("order_cancelled", with("주문 취소")),
            Map.entry("view_promotion", with("프로모션 조회")),
            Map.entry("select_promotion", with("프로모션 선택")),
            Map.entry("search", with("검색")),
            Map.entry("login", with("로그인")),
            Map.entry("logout", with("로그아웃")),
            Map.entry("sign_up", with("회원 가입")),
            Map.entry("share", with("공유")),
            Map.entry("coupon_applied", with("쿠폰 적용")),
            Map.entry("coupon_denied", new Deed("쿠폰 거절", "쿠폰이 거절된", "쿠폰이 거절되지 않음")),
            Map.entry("product_reviewed", with("후기 작성")),
            Map.entry("leave_intent", with("이탈 시도")),
            Map.entry("scroll_depth", with("스크롤")),
            Map.entry("page_leave", with("페이지 이탈")),
            Map.entry("message_seen", with("메시지 확인")),
            Map.entry("message_clicked", with("메시지 클릭")),
            Map.entry("recommendation_seen", with("추천 상품 확인")),
            Map.entry("recommendation_clicked", with("추천 상품 클릭")),
            Map.entry("store_visit", with("매장 방문")));

    /// The words for an event; its own name where there are none.
    static Deed of(String event) {
        var known = KNOWN.get(event);
        return known != null ? known : new Deed("‘" + event + "’ 발생", "‘" + event + "’ 발생한", "‘" + event + "’ 발생하지 않음");
    }

    private static Deed with(String noun) {
        return new Deed(noun, noun + "한", noun + "하지 않음");
    }
}
