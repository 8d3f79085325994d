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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCheckTest {

  @Test
  void anApiThatIsThereIsNotWarnedOf() {
    try (CommentsServer server = CommentsServer.builder().comments(1).start()) {
      assertThat(ApiCheck.warning(server.url().toString())).isEmpty();
      assertThat(server.requests().all()).isEmpty();
    }
  }

  @Test
  void anApiThatIsDown() {
    URI url;
    try (CommentsServer server = CommentsServer.builder().comments(1).start()) {
      url = server.url();
    }
    assertThat(ApiCheck.warning(url + "?token=secret"))
        .hasValue(
            "The API at 127.0.0.1:%d cannot be reached (Connection refused). If its URL is right, wait: the job tries again for some minutes before it fails."
                .formatted(url.getPort()));
  }

  @Test
  void aHostThatIsNone() {
    assertThat(ApiCheck.warning("http://host.invalid/comments"))
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .startsWith(
                        "The API at host.invalid:80 cannot be reached (there is no such host)."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no url", "comments", "gopher://host/comments", "ftp://host.invalid/comments"})
  void whatIsNoUrlIsLeftToTheJob(String url) {
    assertThat(ApiCheck.warning(url)).isEmpty();
  }
}
