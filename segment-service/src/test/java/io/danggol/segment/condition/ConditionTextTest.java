package io.danggol.segment.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTextTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'event':'view_item','where':{'item_id':{'eq':'A'}},'count':{'gte':3},'within':'P7D'} | 최근 7일 동안 A를 3번 이상 조회
            {'event':'view_item','where':{'item_id':{'eq':'P1'}},'count':{'gte':3}}               | P1을 3번 이상 조회
            {'event':'view_item','where':{'item_id':{'eq':'브라운 구두 (L)'}}}                       | 브라운 구두 (L)을 조회한 적 있음
            {'event':'purchase','count':{'eq':0}}                                                 | 구매한 적 없음
            {'event':'purchase','within':'PT90M'}                                                 | 최근 1시간 30분 동안 구매한 적 있음
            {'event':'purchase','where':{'item_category':{'in':['구두']}},'sum':{'of':'value','gte':100000},'within':'P365D'} | 최근 365일 동안 ‘구두’ 상품을 합계 100,000 이상 구매
            {'sequence':[{'event':'add_to_cart'},{'not':{'event':'purchase'},'for':'PT1H'}],'same':'item_id','within':'P3D'} | 장바구니에 담은 뒤 1시간 동안 구매하지 않음 (같은 상품, 첫 단계부터 3일 이내)
            {'trait':'channel','in':['facebook','direct']}                                        | 유입 채널이 facebook, direct 중 하나
            {'trait':'orders','gte':3}                                                            | 주문 수가 3 이상
            {'rfm':{'recency':{'gte':4},'monetary':{'gte':3}}}                                    | RFM 최근성 4점 이상, 금액 3점 이상
            {'affinity':{'category':'구두','gte':0.3}}                                              | ‘구두’ 관심도 0.3 이상
            {'consent':{'purpose':'marketing','channel':'kakao'}}                                 | 카카오톡 마케팅 수신에 동의
            {'all':[{'segment':'vip'},{'any':[{'event':'login'},{'event':'custom.상담'}]}]}         | ‘vip’ 세그먼트 조건에 해당 그리고 (로그인한 적 있음 또는 ‘custom.상담’ 발생한 적 있음)
            {'not':{'lifecycle':'active'}}                                                        | 다음에 해당하지 않음: 활동 고객: 최근 30일 동안 활동 있음
            """)
    void conditionsReadAsKoreanSentences(String json, String sentence) throws JsonProcessingException {
        var tree = JSON.readValue(json.replace('\'', '"'), Object.class);
        var condition = ((ConditionReader.Reading.Read) ConditionReader.read(tree, "")).condition();

        assertThat(ConditionText.of(condition)).isEqualTo(sentence);
    }
}
