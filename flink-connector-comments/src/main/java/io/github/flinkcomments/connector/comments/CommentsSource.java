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

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.RestSourceOptions;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A {@link RestSource} of the comments API.
 *
 * <pre>{@code
 * RestSource<Comment> source = CommentsSource.builder().setUrl("http://host/comments").build();
 * }</pre>
 */
@PublicEvolving
public final class CommentsSource {

  /** URL of the public instance of the API. */
  public static final String DEFAULT_URL = "https://jsonplaceholder.typicode.com/comments";

  /** JSON pointer to the value that identifies a comment. */
  public static final String RECORD_KEY = "/id";

  private CommentsSource() {}

  /**
   * Creates a builder. The URL defaults to {@link #DEFAULT_URL}, the record key to {@link
   * #RECORD_KEY}, and all other options to the defaults of {@link RestSourceOptions}.
   */
  public static RestSourceBuilder<Comment> builder() {
    return RestSource.builder(PojoRecordFormat.of(Comment.class)).setAll(defaults());
  }

  static ReadableConfig defaults() {
    return new Configuration()
        .set(RestListingOptions.URL, DEFAULT_URL)
        .set(RestRecordOptions.KEY_POINTER, RECORD_KEY);
  }
}
