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
package io.github.flinkcomments.connector.rest.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseOptionsTest {

  @Test
  void headersAndPointersAreTaken() {
    ResponseOptions options =
        new ResponseOptions(ResponseRules.NONE, List.of("X-User"), List.of("/meta/user"));
    assertThat(options.requiredHeaders()).containsExactly("X-User");
    assertThat(options.requiredPointers()).containsExactly("/meta/user");
  }

  @Test
  void headerIsGivenByItsNameAlone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResponseOptions(ResponseRules.NONE, List.of("X-User: a"), List.of()))
        .withMessageStartingWith("The option 'response.required-header' is 'X-User: a', but");
  }

  @Test
  void pointerStartsWithASlash() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResponseOptions(ResponseRules.NONE, List.of(), List.of("meta")))
        .withMessageStartingWith("The option 'response.required-pointer' is 'meta', but");
  }
}
