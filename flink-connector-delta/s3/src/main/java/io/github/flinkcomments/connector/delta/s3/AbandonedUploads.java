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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Parts that a killed process has sent of a file that it did not complete. No listing of objects
 * shows them, and they are paid for.
 */
final class AbandonedUploads {

  /** How this sink calls its data files. What others upload is theirs. */
  private static final Pattern OURS =
      Pattern.compile("(.*/)?part-[0-9a-f]{16}-[0-9a-f-]{22,}-c\\d+(\\.[a-z0-9]+)*\\.parquet");

  private final S3Calls calls;
  private final S3Location location;

  AbandonedUploads(S3Calls calls, S3Location location) {
    this.calls = calls;
    this.location = location;
  }

  /** Gives up those that were begun before a time at which they cannot be alive any more. */
  void abort(Instant begunBefore) throws IOException {
    ListMultipartUploadsRequest request =
        ListMultipartUploadsRequest.builder()
            .bucket(location.bucket())
            .prefix(location.prefix())
            .build();
    List<MultipartUpload> uploads =
        calls.call(
            client -> {
              List<MultipartUpload> found = new ArrayList<>();
              client.listMultipartUploadsPaginator(request).uploads().forEach(found::add);
              return found;
            });
    for (MultipartUpload upload : uploads) {
      if (isOurs(upload) && upload.initiated().isBefore(begunBefore)) {
        abort(upload);
      }
    }
  }

  private boolean isOurs(MultipartUpload upload) {
    return upload.key().startsWith(location.prefix())
        && OURS.matcher(location.path(upload.key())).matches();
  }

  private void abort(MultipartUpload upload) throws IOException {
    try {
      calls.call(
          client ->
              client.abortMultipartUpload(
                  abort ->
                      abort
                          .bucket(location.bucket())
                          .key(upload.key())
                          .uploadId(upload.uploadId())));
    } catch (FileNotFoundException e) {
      // Another process was faster.
    }
  }
}
