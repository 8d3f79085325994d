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
package io.github.flinkcomments.connector.comments;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class CommentTest {

  @Test
  void flinkSerializesItFieldByField() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Comment.class);
  }

  @Test
  void aSourceNeedsNoOption() {
    assertThat(CommentsSource.builder().build())
        .hasToString("RestSource[https://jsonplaceholder.typicode.com/comments]");
  }
}
