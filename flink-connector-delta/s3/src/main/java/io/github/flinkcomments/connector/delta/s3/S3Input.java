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

import io.github.flinkcomments.connector.delta.storage.StoredInput;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object in ranges, all of them of the same object. */
final class S3Input extends StoredInput {

  private static final int RANGE = 1024 * 1024;

  private final S3Calls calls;
  private final S3Location location;
  private final String path;

  private byte[] range = new byte[0];
  private long rangeStart;
  private int next;
  private String entityTag;

  S3Input(S3Calls calls, S3Location location, String path) throws IOException {
    this.calls = calls;
    this.location = location;
    this.path = path;
    fetch(0);
  }

  @Override
  public long position() {
    return rangeStart + next;
  }

  @Override
  public void seek(long position) {
    if (position >= rangeStart && position <= rangeStart + range.length) {
      next = (int) (position - rangeStart);
    } else {
      rangeStart = position;
      range = new byte[0];
      next = 0;
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? range[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, range.length - next);
    System.arraycopy(range, next, bytes, offset, count);
    next += count;
    return count;
  }

  /** Whether there is a byte to read. */
  private boolean fill() throws IOException {
    if (next == range.length) {
      fetch(position());
    }
    return next < range.length;
  }

  private void fetch(long start) throws IOException {
    rangeStart = start;
    range = new byte[0];
    next = 0;
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(location.bucket())
            .key(location.key(path))
            .range("bytes=%d-%d".formatted(start, start + RANGE - 1))
            .ifMatch(entityTag)
            .build();
    try {
      ResponseBytes<GetObjectResponse> answer =
          calls.call(client -> client.getObject(request, ResponseTransformer.toBytes()));
      entityTag = answer.response().eTag();
      range = answer.asByteArrayUnsafe();
    } catch (S3Failure e) {
      if (!e.isBeyondTheEnd()) {
        throw e;
      }
    }
  }
}
