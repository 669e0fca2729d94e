package io.danggol.campaign.content;

import java.util.Optional;

/// A Korean particle in its two forms, of which the sound before it takes one: 을/를, 이/가, 은/는, 과/와, 으로/로, 아/야,
/// 이나/나, 이랑/랑.
///
/// @param closed the form after a syllable that ends in a consonant
/// @param open the form after a vowel
public record Particle(String closed, String open) {

    /// Reads `을/를`; either form may come first. Empty for what is not a known pair.
    public static Optional<Particle> parse(String pair) {
        return switch (pair) {
            case "을/를", "를/을" -> Optional.of(new Particle("을", "를"));
            case "이/가", "가/이" -> Optional.of(new Particle("이", "가"));
            case "은/는", "는/은" -> Optional.of(new Particle("은", "는"));
            case "과/와", "와/과" -> Optional.of(new Particle("과", "와"));
            case "으로/로", "로/으로" -> Optional.of(new Particle("으로", "로"));
            case "아/야", "야/아" -> Optional.of(new Particle("아", "야"));
            case "이나/나", "나/이나" -> Optional.of(new Particle("이나", "나"));
            case "이랑/랑", "랑/이랑" -> Optional.of(new Particle("이랑", "랑"));
            default -> Optional.empty();
        };
    }

    /// The form that follows `word`: by its last letter or digit, brackets and marks after it not counted.
    public String after(String word) {
        var sound = Sound.atEndOf(word);
        return switch (sound) {
            case VOWEL -> open;
            case RIEUL -> closed.equals("으로") ? open : closed;
            case CONSONANT -> closed;
        };
    }

    private enum Sound {
        VOWEL,
        RIEUL,
        CONSONANT;

        /// Digits as Koreans read them: 영 일 이 삼 사 오 육 칠 팔 구.
        private static final String DIGITS = "CRVCVVCRRV";

        static Sound atEndOf(String word) {
            return word.codePoints()
                    .filter(Character::isLetterOrDigit)
                    .mapToObj(Sound::of)
                    .reduce((_, last) -> last)
                    .orElse(VOWEL);
        }

        private static Sound of(int letter) {
            if (letter >= '가' && letter <= '힣') {
                var last = (letter - '가') % 28;
                return last == 0 ? VOWEL : last == 8 ? RIEUL : CONSONANT;
            }
            if (letter >= '0' && letter <= '9') {
                return switch (DIGITS.charAt(letter - '0')) {
                    case 'V' -> VOWEL;
                    case 'R' -> RIEUL;
                    default -> CONSONANT;
                };
            }
            // Latin letters as most words that end in them are written in Korean: model 모델, book 북, server 서버.
            return switch (Character.toLowerCase(letter)) {
                case 'l' -> RIEUL;
                case 'b', 'c', 'g', 'k', 'm', 'n', 'p', 't' -> CONSONANT;
                default -> VOWEL;
            };
        }
    }
}
