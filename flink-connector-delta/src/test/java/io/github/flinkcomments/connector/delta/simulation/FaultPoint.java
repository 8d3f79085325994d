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
package io.github.flinkcomments.connector.delta.simulation;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A kind of moment at which a store can fail.
 *
 * @param access what is done
 * @param moment before it took place, or after
 * @param file what it is done to
 */
record FaultPoint(Access access, Moment moment, FileKind file) implements Comparable<FaultPoint> {

  enum Access {
    LIST,
    LOOK,
    OPEN,
    READ,
    PUT,
    CREATE,
    WRITE,
    FINISH,
    DISCARD,
    DELETE,
    CHECK
  }

  enum Moment {
    BEFORE,
    AFTER
  }

  enum FileKind {
    LOG_ENTRY("_delta_log/\\d{20}\\.json"),
    LOG_CHECKPOINT("_delta_log/\\d{20}\\.checkpoint.*"),
    LAST_CHECKPOINT("_delta_log/_last_checkpoint"),
    CHECKSUM("_delta_log/\\d{20}\\.crc"),
    LOG("_delta_log.*"),
    DATA_FILE(".+\\.parquet"),
    TABLE(".*");

    private final Pattern path;

    FileKind(String path) {
      this.path = Pattern.compile(path);
    }

    static FileKind of(String path) {
      for (FileKind kind : values()) {
        if (kind.path.matcher(path).matches()) {
          return kind;
        }
      }
      throw new IllegalArgumentException(path);
    }
  }

  @Override
  public int compareTo(FaultPoint other) {
    return Comparator.comparing(FaultPoint::access)
        .thenComparing(FaultPoint::file)
        .thenComparing(FaultPoint::moment)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(moment, access, file).toLowerCase(Locale.ROOT);
  }
}
