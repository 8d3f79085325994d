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
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object in ranges, all of them of the same object. */
final class S3Input extends RangedInput {

  private final S3Calls calls;
  private final S3Location location;
  private final String path;

  private String entityTag;

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
      return answer.asByteArrayUnsafe();
    } catch (S3Failure e) {
      if (e.isBeyondTheEnd()) {
        return new byte[0];
      }
      throw e;
    }
  }
}
