package io.danggol.segment.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.segment.condition.ConditionReader.Reading;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionReaderTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'all':[{'event':'view_item'},{'any':[{'segment':'vip'},{'not':{'lifecycle':'at-risk'}}]}]}",
                "{'event':'view_item','where':{'item_id':{'eq':'A'}},'count':{'gte':3},'within':'P7D'}",
                "{'event':'purchase','where':{'item_category':{'in':['구두']}},'sum':{'of':'value','gte':100000},'within':'P365D'}",
                "{'event':'purchase','count':{'eq':0}}",
                "{'event':'custom.상담_신청.v1','where':{'params.등급':{'contains':'A'},'session_number':{'lte':2}}}",
                "{'sequence':[{'event':'add_to_cart'},{'not':{'event':'purchase'},'for':'PT1H'}],'same':'item_id','within':'P3D'}",
                "{'sequence':[{'event':'view_item'},{'not':{'event':'purchase'},'for':'PT0S'},{'event':'view_item','where':{'price':{'gt':1.5}}}]}",
                "{'trait':'channel','in':['facebook','direct']}",
                "{'trait':'totalSpent','gte':500000,'lt':1000000}",
                "{'trait':'lastOrderAt','gt':'2026-01-01T00:00:00Z'}",
                "{'trait':'cart','contains':'P1'}",
                "{'trait':'priceBand','exists':false}",
                "{'rfm':{'recency':{'gte':4},'frequency':{'gte':4},'monetary':{'gte':3}}}",
                "{'affinity':{'category':'구두','gte':0.3}}",
                "{'consent':{'purpose':'marketing','channel':'kakao'}}",
                "{'consent':{'purpose':'profiling'}}",
                "{'event':'search','within':'P1DT2H30M'}",
            })
    void whatIsReadIsWrittenAsItWas(String json) throws JsonProcessingException {
        var tree = tree(json);

        var reading = ConditionReader.read(tree, "");

        assertThat(reading).isInstanceOf(Reading.Read.class);
        var written = JSON.writeValueAsString(ConditionWriter.write(((Reading.Read) reading).condition()));
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(JSON.writeValueAsString(tree)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                    | /condition
            []                                                                    | /condition
            7                                                                     | /condition
            {'evnt':'view_item'}                                                  | /condition/evnt
            {'event':'view_itm'}                                                  | /condition/event
            {'event':7}                                                           | /condition/event
            {'event':'view_item','trait':'channel'}                               | /condition/trait
            {'event':'view_item','wihtin':'P7D'}                                  | /condition/wihtin
            {'event':'view_item','within':'7 days'}                               | /condition/within
            {'event':'view_item','within':'P1M'}                                  | /condition/within
            {'event':'view_item','within':'PT0S'}                                 | /condition/within
            {'event':'view_item','within':'-P1D'}                                 | /condition/within
            {'event':'view_item','within':'P99999999D'}                           | /condition/within
            {'event':'view_item','count':3}                                       | /condition/count
            {'event':'view_item','count':{}}                                      | /condition/count
            {'event':'view_item','count':{'gte':'3'}}                             | /condition/count/gte
            {'event':'view_item','count':{'gte':-1}}                              | /condition/count/gte
            {'event':'view_item','count':{'lt':2.5}}                              | /condition/count/lt
            {'event':'view_item','count':{'in':[1,-1]}}                           | /condition/count/in
            {'event':'view_item','count':{'exists':true}}                         | /condition/count/exists
            {'event':'view_item','count':{'atLeast':3}}                           | /condition/count/atLeast
            {'event':'view_item','sum':{'gte':3}}                                 | /condition/sum
            {'event':'view_item','sum':{'of':'price','gte':3}}                    | /condition/sum/of
            {'event':'view_item','where':{'item_idd':{'eq':'A'}}}                 | /condition/where/item_idd
            {'event':'view_item','where':{'item_id':'A'}}                         | /condition/where/item_id
            {'event':'view_item','where':{'item_id':{'eq':5}}}                    | /condition/where/item_id/eq
            {'event':'view_item','where':{'item_id':{'gt':'A'}}}                  | /condition/where/item_id/gt
            {'event':'view_item','where':{'item_id':{'in':[]}}}                   | /condition/where/item_id/in
            {'event':'view_item','where':{'item_id':{'in':['A',5]}}}              | /condition/where/item_id/in/1
            {'event':'view_item','where':{'a/b~c':{'eq':'A'}}}                    | /condition/where/a~1b~0c
            {'all':[]}                                                            | /condition/all
            {'all':[{'event':'view_item'},{'event':'nothing'}]}                   | /condition/all/1/event
            {'any':{'event':'view_item'}}                                         | /condition/any
            {'not':[{'event':'view_item'}]}                                       | /condition/not
            {'not':{'segmnt':'vip'}}                                              | /condition/not/segmnt
            {'sequence':[{'event':'view_item'}]}                                  | /condition/sequence
            {'sequence':[{'not':{'event':'purchase'},'for':'PT1H'},{'event':'search'}]} | /condition/sequence/0/not
            {'sequence':[{'event':'view_item'},{'not':{'event':'purchase'}}]}     | /condition/sequence/1
            {'sequence':[{'event':'view_item'},{'not':{'event':'purchase'},'for':5}]} | /condition/sequence/1/for
            {'sequence':[{'event':'view_item'},{'event':'search','count':{'gte':2}}]} | /condition/sequence/1/count
            {'sequence':[{'event':'view_item'},{'event':'search'}],'same':'price'} | /condition/same
            {'trait':'shoeSize','eq':'260'}                                       | /condition/trait
            {'trait':'channel'}                                                   | /condition
            {'trait':'channel','gte':'a'}                                         | /condition/gte
            {'trait':'lastOrderAt','gt':'yesterday'}                              | /condition/gt
            {'rfm':{}}                                                            | /condition/rfm
            {'rfm':{'recency':{'gte':4},'money':{'gte':4}}}                       | /condition/rfm/money
            {'rfm':{'recency':{'gte':99}}}                                        | /condition/rfm/recency/gte
            {'rfm':{'recency':{'gte':4},'monetary':{'in':[5,0]}}}                 | /condition/rfm/monetary/in
            {'rfm':{'frequency':{'eq':2.5}}}                                      | /condition/rfm/frequency/eq
            {'lifecycle':'sleepy'}                                                | /condition/lifecycle
            {'affinity':{'gte':0.3}}                                              | /condition/affinity
            {'affinity':{'category':'구두'}}                                        | /condition/affinity
            {'consent':{'purpose':'marketing'}}                                   | /condition/consent
            {'consent':{'purpose':'marketing','channel':'fax'}}                   | /condition/consent/channel
            {'consent':{'purpose':'analytics','channel':'kakao'}}                 | /condition/consent/channel
            {'consent':{'purpose':'fun'}}                                         | /condition/consent/purpose
            {'segment':''}                                                        | /condition/segment
            {'replenishment':{'dueWithin':'P7D'}}                                 | /condition/replenishment
            {'coupon':{'state':'held'}}                                           | /condition/coupon
            {'similarTo':'vip','gte':0.7}                                         | /condition/similarTo
            """)
    void whatTheLanguageDoesNotKnowIsRefusedWithItsPointer(String json, String pointer) throws JsonProcessingException {
        var reading = ConditionReader.read(tree(json), "/condition");

        assertThat(reading).isInstanceOf(Reading.Refused.class);
        assertThat(((Reading.Refused) reading).faults())
                .extracting(Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void allFaultsAreTold() throws JsonProcessingException {
        var reading = ConditionReader.read(
                tree("{'all':[{'event':'x'},{'trait':'y','eq':1},{'event':'search','within':'x','count':{'eq':'x'}}]}"),
                "");

        assertThat(((Reading.Refused) reading).faults())
                .extracting(Fault::pointer)
                .containsExactly("/all/0/event", "/all/1/trait", "/all/2/count/eq", "/all/2/within");
    }

    @Test
    void whatIsTooDeepOrTooMuchIsRefused() throws JsonProcessingException {
        var deep = "{'not':".repeat(500) + "{'event':'search'}" + "}".repeat(500);
        var wide = "{'any':[" + String.join(",", Collections.nCopies(5_000, "{'event':'search'}")) + "]}";

        for (var json : List.of(deep, wide)) {
            assertThat(ConditionReader.read(tree(json), ""))
                    .isInstanceOfSatisfying(
                            Reading.Refused.class,
                            refused -> assertThat(refused.faults()).hasSize(1));
        }
    }

    private static Object tree(String json) throws JsonProcessingException {
        return JSON.readValue(json.strip().replace('\'', '"'), Object.class);
    }
}
