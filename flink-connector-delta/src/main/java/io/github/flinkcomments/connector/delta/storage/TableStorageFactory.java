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
package io.github.flinkcomments.connector.delta.storage;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Makes storages for the schemes of a kind of store. Found by {@link ServiceLoader}, so that a
 * store can come in a JAR of its own.
 */
@PublicEvolving
public interface TableStorageFactory {

  /** The schemes of paths that it is for, in lower case, such as {@code s3}. */
  Set<String> schemes();

  /**
   * Makes no access yet.
   *
   * @param tablePath with one of the schemes, as the user wrote it
   * @param options how to reach the store; may hold secrets, which must never show in a message
   * @throws IllegalArgumentException if the path or an option cannot be used
   */
  TableStorage open(String tablePath, Map<String, String> options);
}
