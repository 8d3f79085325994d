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

import io.github.flinkcomments.connector.rest.table.RestTableFactory;
import org.apache.flink.annotation.Internal;

/**
 * {@code 'connector' = 'comments'}: {@code 'rest'} with the defaults of {@link CommentsSource}. No
 * option is required.
 */
@Internal
public final class CommentsTableFactory extends RestTableFactory {

  /** Called by Flink. */
  public CommentsTableFactory() {
    super("comments", CommentsSource.defaults());
  }
}
