package io.danggol.simulators.kakao.bubble;

/// The provider's refusal of a call or of one recipient: the documented result code with its message.
///
/// An answer, not a fault: it carries no stack trace. Codes and wording: NHN Cloud, KakaoTalk Bizmessage, "오류 코드".
public final class Refused extends RuntimeException {
    private final int code;

    private Refused(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// A parameter whose form is wrong; the message says what was expected.
    public static Refused invalid(String message) {
        return new Refused(4, message);
    }

    public static Refused appKey() {
        return new Refused(-1000, "Invalid appKey.");
    }

    public static Refused secretKey() {
        return new Refused(-1001, "Invalid secretKey.");
    }

    public static Refused repeatedKey() {
        return new Refused(-1005, "The same 'X-NC-API-IDEMPOTENCY-KEY' was used within the last 10 minute.");
    }

    public static Refused senderBlocked() {
        return new Refused(-1027, "The sender is blocked status.");
    }

    public static Refused firstUser() {
        return new Refused(-1028, "Blacklist can't use more than 14 characters in template value.");
    }

    public static Refused tooLong(String field, long most) {
        return new Refused(-2000, "The '%s' must be at less than or equal to %d.".formatted(field, most));
    }

    public static Refused tooManyLines(String field, int most) {
        return new Refused(-2000, "The '%s' line breaks must be at less than or equal to %d.".formatted(field, most));
    }

    public static Refused blank(String field) {
        return new Refused(-2001, "The '%s' must not be blank.".formatted(field));
    }

    public static Refused tooLate(String field, String latest) {
        return new Refused(-2005, "The '%s' must be less than or equal to %s.".formatted(field, latest));
    }

    public static Refused unknownSender() {
        return new Refused(-2017, "Not exist plus friend.");
    }

    public static Refused button(String why) {
        return new Refused(-2018, "Button parameter is invalid. (" + why + ")");
    }

    public static Refused noFallback() {
        return new Refused(-2502, "Please set up plus-friend resend setting.");
    }

    public static Refused unreadable(String why) {
        return new Refused(-3002, "Field is not valid. (" + why + ")");
    }

    public static Refused unknownTemplate() {
        return new Refused(-3003, "Template does not exist.");
    }

    public static Refused missingTemplateParameter(String name) {
        return new Refused(-3004, "Please check template parameter. (" + name + ")");
    }

    public static Refused templateStatus() {
        return new Refused(-3005, "Please check template status.");
    }

    public static Refused variableInButtonName() {
        return new Refused(-3008, "The button name can't include the replacement parameter.");
    }

    public static Refused noButtonName() {
        return new Refused(-3009, "Not exist button name.");
    }

    public static Refused missing(String field) {
        return new Refused(-3303, field + " is empty.");
    }

    public static Refused outOfRange(String field, long least, long most) {
        return new Refused(-3304, "The '%s' must be between %d and %d.".formatted(field, least, most));
    }

    public static Refused notForType(BubbleType type, String field) {
        return new Refused(-3305, "The chatBubbleType %s is not allowed %s field.".formatted(type, field));
    }

    public static Refused commerceNeedsButtons() {
        return new Refused(-3306, "The commerce type require buttons.");
    }

    public static Refused linkNeeds(String linkType, String field) {
        return new Refused(-3307, "linkType %s is required field %s".formatted(linkType, field));
    }

    public static Refused appLinkNeedsTwo() {
        return new Refused(
                -3309,
                "If there is an AL(appLink) in the template, at least two of schemeAndroid, schemeIos, linkMo must be entered.");
    }

    public static Refused linkScheme() {
        return new Refused(-3310, "The linkMo/linkPc must include http:// or https://");
    }

    public static Refused addChannelFirst() {
        return new Refused(-3311, "When the type is TEXT or IMAGE, AC  button type must be the first button.");
    }

    public static Refused addChannelLast() {
        return new Refused(-3312, "When the type is not TEXT or IMAGE, AC button type must be the last button.");
    }

    public static Refused couponLink() {
        return new Refused(
                -3313,
                "If a basic coupon is used instead of a channel coupon URL, the linkMo field is required. If a channel coupon URL (format: alimtalk=coupon://) is used, either schemeAndroid or schemeIos must be provided.");
    }

    public static Refused couponNeeds(String field) {
        return new Refused(-3314, "The coupon field require " + field);
    }

    public static Refused couponTitle() {
        return new Refused(-3315, "The title is not valid coupon title");
    }

    public static Refused commerceNeeds(String field) {
        return new Refused(-3316, "commerce field require " + field);
    }

    public static Refused videoNeeds(String field) {
        return new Refused(-3317, "video field require " + field);
    }

    public static Refused videoUrl() {
        return new Refused(-3318, "The videoUrl is not valid video url");
    }

    public static Refused imageNeeds(String field) {
        return new Refused(-3319, "image field require " + field);
    }

    public static Refused carouselSize(int least, int most) {
        return new Refused(-3320, "The carousel list size must be between %d and %d".formatted(least, most));
    }

    public static Refused carouselHeadLink() {
        return new Refused(-3321, "If at least one link is entered in the Carousel Head, linkMo cannot be empty.");
    }

    public static Refused carouselHeadNeeds(String field) {
        return new Refused(-3322, "The carousel head field require " + field);
    }

    public static Refused carouselTailNeeds(String field) {
        return new Refused(-3323, "The carousel tail field require " + field);
    }

    public static Refused templateParameter() {
        return new Refused(-3324, "The template parameter is invalid.");
    }

    public static Refused itemNeeds(String field) {
        return new Refused(-3325, "item field require " + field);
    }

    public static Refused imageUrlScheme() {
        return new Refused(-3326, "The imageUrl must include http:// or https://");
    }

    public static Refused imageLinkScheme() {
        return new Refused(-3327, "The imageLink must include http:// or https://");
    }

    public static Refused buttonType(String type) {
        return new Refused(-3328, "The button type %s is not allowed.".formatted(type));
    }

    public static Refused bizFormFirst() {
        return new Refused(-3330, "BF button must be the first button in vertical layout without channel-add button.");
    }

    public static Refused buttonName(String name) {
        return new Refused(-3331, "The button is not allowed to have %s as its name.".formatted(name));
    }

    public static Refused commerceCardNeeds(String field) {
        return new Refused(-3332, "The carousel commerce item field require " + field);
    }

    public static Refused notForCommerceCard(String field) {
        return new Refused(-3333, "The carousel commerce field not allowed " + field);
    }

    public static Refused feedCardNeeds(String field) {
        return new Refused(-3334, "The carousel item field require " + field);
    }

    public static Refused notForFeedCard(String field) {
        return new Refused(-3335, "The carousel item field not allowed " + field);
    }

    public static Refused unsubscribeNumber() {
        return new Refused(
                -3340,
                "Invalid unsubscribeNo format. Expected format: 080-xxx-xxxx or 080-xxxx-xxxx or 080xxxxxxx or 080xxxxxxxx.");
    }

    public static Refused unsubscribeCode() {
        return new Refused(-3341, "Invalid format. Only digits are allowed, up to a maximum of 9.");
    }

    public static Refused atInParameterName() {
        return new Refused(-3347, "The template parameter key can't include '@'.");
    }

    public static Refused addChannelName() {
        return new Refused(-3348, "AC type button name must have 채널 추가");
    }

    public static Refused addChannelOnce() {
        return new Refused(-3349, "AC type button can be used only once.");
    }

    public static Refused unknownMessage() {
        return new Refused(-4000, "Invalid parameter");
    }

    public static Refused rangeTooWide() {
        return new Refused(-4003, "Search is possible within 31 days.");
    }

    public static Refused noRecipients() {
        return new Refused(-4011, "Recipient list is empty.");
    }

    public static Refused number() {
        return new Refused(-5000, "Invalid recipientNo.");
    }

    public static Refused imageType() {
        return new Refused(-8001, "The image type or format is invalid.");
    }

    public static Refused imageSize(String why) {
        return new Refused(-8002, "The image size is invalid. (" + why + ")");
    }

    public static Refused endedApi() {
        return new Refused(-9992, "FriendTalk has ended. Use brand-message.");
    }

    public static Refused contentType() {
        return new Refused(-9996, "Invalid content type.");
    }

    public static Refused unknownCall() {
        return new Refused(-9998, "Not exist api.");
    }

    public static Refused failed() {
        return new Refused(-9999, "System error.");
    }
}
