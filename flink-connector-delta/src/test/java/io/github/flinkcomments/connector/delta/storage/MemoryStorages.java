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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables in memory under paths like {@code memory://name}, for whatever opens its table by a path.
 * A test may put a storage of its own, such as a faulty one, under a name before it is opened.
 */
public final class MemoryStorages implements TableStorageFactory {

  private static final Map<String, TableStorage> STORAGES = new ConcurrentHashMap<>();

  /** Lets a path lead to a storage, until {@link #forget}. */
  public static void put(String path, TableStorage storage) {
    STORAGES.put(path, storage);
  }

  public static void forget(String path) {
    STORAGES.remove(path);
  }

  @Override
  public Set<String> schemes() {
    return Set.of("memory");
  }

  @Override
  public TableStorage open(String tablePath, Map<String, String> options) {
    return STORAGES.computeIfAbsent(tablePath, MemoryStorage::new);
  }
}
