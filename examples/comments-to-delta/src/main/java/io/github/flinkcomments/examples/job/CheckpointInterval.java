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

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Flink takes a bare number for milliseconds, which hardly anybody means. */
public final class CheckpointInterval implements ITypeConverter<Duration> {

  private static final Pattern BARE_NUMBER = Pattern.compile("\\s*\\d+\\s*");

  @Override
  public Duration convert(String text) {
    if (BARE_NUMBER.matcher(text).matches()) {
      throw new TypeConversionException(
          "'%s' has no unit; write %ss for seconds, or %sms for milliseconds"
              .formatted(text, text.strip(), text.strip()));
    }
    try {
      Duration duration = TimeUtils.parseDuration(text);
      if (duration.compareTo(Duration.ofMillis(1)) >= 0) {
        return duration;
      }
    } catch (IllegalArgumentException unreadable) {
      // Refused below, together with what is too short.
    }
    throw new TypeConversionException(
        "'" + text + "' is not a duration of at least 1 ms, such as 500ms, 1s or 1min");
  }
}
