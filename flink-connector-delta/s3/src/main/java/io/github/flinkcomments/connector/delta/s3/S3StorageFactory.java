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

import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorageFactory;
import java.util.Map;
import java.util.Set;

/** Makes storages for {@code s3://bucket/path} and {@code s3a://bucket/path}. */
public final class S3StorageFactory implements TableStorageFactory {

  @Override
  public Set<String> schemes() {
    return S3Location.SCHEMES;
  }

  @Override
  public TableStorage open(String tablePath, Map<String, String> options) {
    return new S3Storage(S3Location.of(tablePath), S3Options.of(options));
  }
}
