/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.examples.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{}]                                               | ~~",
        "{\"data\":[{\"a\":1}]}                             | /data",
        "{\"data\":{\"children\":[{\"a\":1}],\"after\":1}}  | /data/children",
        "{\"_embedded\":{\"orders\":[{}]},\"_links\":{}}    | /_embedded/orders",
        "{\"hits\":{\"hits\":[{}],\"total\":{\"value\":1}}} | /hits/hits",
        "{\"included\":[{},{}],\"data\":[{}]}               | /data",
        "{\"users\":[{\"a\":1}]}                            | /users",
        "{\"value\":[{}],\"@odata.nextLink\":\"x\"}         | /value",
        "{\"a/b\":[{}],\"total\":1}                         | /a~1b",
        "{\"data\":{\"users\":{\"nodes\":[{}]}}}            | /data/users/nodes"
      })
  void isWhereTheRecordsAre(String body, String path) throws JsonProcessingException {
    assertThat(RecordPath.find(new JsonMapper().readTree(body))).hasValue(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"items\":[{}],\"total\":3}",
        "{\"name\":\"x\",\"age\":3,\"friends\":[{}]}",
        "{\"a\":1}",
        "{}"
      })
  void isNowhereInASingleObject(String body) throws JsonProcessingException {
    assertThat(RecordPath.find(new JsonMapper().readTree(body))).isEmpty();
  }
}
