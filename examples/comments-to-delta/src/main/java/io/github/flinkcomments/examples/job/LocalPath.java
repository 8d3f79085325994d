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
package io.github.flinkcomments.examples.job;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A path of this machine. A URI would be taken for a strange directory below the present one. */
public final class LocalPath implements ITypeConverter<Path> {

  @Override
  public Path convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException("the path is empty; give one, such as /data/comments");
    }
    if (value.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw new TypeConversionException(
          "'%s' is a URI, but this program takes a local path, such as /data/comments; for other storage use the SQL client or DeltaSink."
              .formatted(value));
    }
    return Path.of(value);
  }
}
