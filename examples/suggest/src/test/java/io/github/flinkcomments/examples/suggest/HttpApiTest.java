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

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.examples.suggest.TestApi.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpApiTest {

  @Test
  void aResponseThatIsTooLargeIsToldInOneSentence() {
    try (TestApi api = TestApi.answering(request -> Reply.json("[" + "1,".repeat(100) + "1]"))) {
      HttpApi http = new HttpApi(List.of(), Duration.ofSeconds(30), 100);
      assertThatThrownBy(() -> http.get(URI.create(api.url())))
          .isInstanceOf(NoListingException.class)
          .hasMessageStartingWith("The response of " + api.url() + " is larger than")
          .hasMessageNotContaining("broke off");
    }
  }
}
