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
package io.github.flinkcomments.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JsonPlaceholderITCase {

  @RegisterExtension private static final JsonPlaceholder API = new JsonPlaceholder();

  @Test
  void servesItsFiveHundredComments() throws Exception {
    HttpResponse<String> lastPage =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(API.url() + "?_start=499&_limit=10")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(lastPage.headers().firstValue("X-Total-Count")).hasValue("500");
    assertThat(lastPage.body()).containsOnlyOnce("\"id\": 500");
  }
}
