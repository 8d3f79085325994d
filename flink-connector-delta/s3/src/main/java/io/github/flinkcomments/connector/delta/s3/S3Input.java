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
package io.github.flinkcomments.connector.delta.s3;

import io.github.flinkcomments.connector.delta.storage.RangedInput;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object in ranges, all of them of the same object. */
final class S3Input extends RangedInput {

  private final S3Calls calls;
  private final S3Location location;
  private final String path;

  /** The end of {@code Content-Range: bytes 0-99/3573}. */
  private static final Pattern SIZE = Pattern.compile(".*/(\\d{1,18})");

  private String entityTag;
  private OptionalLong size = OptionalLong.empty();

  S3Input(S3Calls calls, S3Location location, String path) {
    this.calls = calls;
    this.location = location;
    this.path = path;
  }

  @Override
  protected byte[] fetch(long start, int length) throws IOException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(location.bucket())
            .key(location.key(path))
            .range("bytes=%d-%d".formatted(start, start + length - 1))
            .ifMatch(entityTag)
            .build();
    try {
      ResponseBytes<GetObjectResponse> answer =
          calls.call(client -> client.getObject(request, ResponseTransformer.toBytes()));
      entityTag = answer.response().eTag();
      size = size(answer.response());
      return answer.asByteArrayUnsafe();
    } catch (S3Failure e) {
      if (e.isBeyondTheEnd()) {
        return new byte[0];
      }
      throw e;
    }
  }

  private static OptionalLong size(GetObjectResponse response) {
    Matcher range = SIZE.matcher(Objects.requireNonNullElse(response.contentRange(), ""));
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  @Override
  protected OptionalLong size() {
    return size;
  }
}
