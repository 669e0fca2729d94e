/// Messages that each person agreed to: campaigns, the gate before every send, delivery by e-mail and KakaoTalk,
/// messages on the shop's pages, and the links in all of them.
package io.danggol.campaign;
