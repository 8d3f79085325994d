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
package io.github.flinkcomments.connector.delta.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilePathTest {

  private static final Path ROOT = Path.of("/data/table");

  @Test
  void withoutPartitionsAFileIsInTheRoot() {
    DataFilePath path = DataFilePath.of(List.of(), "part-1.parquet");
    assertThat(path.inLog()).isEqualTo("part-1.parquet");
    assertThat(path.value()).isEqualTo("part-1.parquet");
  }

  @Test
  void partitionsAreDirectoriesInTheOrderOfTheirColumns() {
    DataFilePath path =
        DataFilePath.of(
            List.of(value("day", "2026-01-02"), new PartitionValue("tag", Optional.empty())),
            "part-1.parquet");
    assertThat(path.value())
        .isEqualTo("day=2026-01-02/tag=__HIVE_DEFAULT_PARTITION__/part-1.parquet");
    assertThat(path.inLog()).isEqualTo(path.value());
  }

  @ParameterizedTest
  @CsvSource({
    "a b, p=a%20b, p=a%2520b",
    "a+b, p=a%2Bb, p=a%252Bb",
    "100%, p=100%25, p=100%2525",
    "a/../b, p=a%2F..%2Fb, p=a%252F..%252Fb",
    "2026-01-02T03:04:05.678901Z, p=2026-01-02T03%3A04%3A05.678901Z, p=2026-01-02T03%253A04%253A05.678901Z",
    "a=b:c#d?*, p=a%3Db%3Ac%23d%3F%2A, p=a%253Db%253Ac%2523d%253F%252A",
    "é漢, p=%C3%A9%E6%BC%A2, p=%25C3%25A9%25E6%25BC%25A2"
  })
  void whateverDirectoriesCannotBeCalledIsEscapedAndInTheLogEscapedAgain(
      String value, String directory, String inLog) {
    DataFilePath path = DataFilePath.of(List.of(value("p", value)), "f");
    assertThat(path.value()).isEqualTo(directory + "/f");
    assertThat(path.inLog()).isEqualTo(inLog + "/f");
  }

  @Property
  void everyFileIsFoundAgainByWhatTheLogSays(@ForAll String column, @ForAll String value) {
    DataFilePath path = DataFilePath.of(List.of(value(column, value)), "f");

    assertThat(path.value()).matches("[A-Za-z0-9._%-]*=[A-Za-z0-9._%-]*/f");
    assertThat(DataFilePath.fromLog(path.inLog())).isEqualTo(path);
    assertThat(URI.create(path.inLog()).getPath()).isEqualTo(path.value());
    assertThat(ROOT.resolve(path.value()).normalize().getParent().getParent()).isEqualTo(ROOT);
  }

  /** Other readers look for the column by its name. */
  @Test
  void namesOfColumnsAreWrittenAsTheyAreWhereFilesCanBeCalledSo() {
    DataFilePath path = DataFilePath.of(List.of(value("größe", "ü")), "f", name -> true);
    assertThat(path.value()).isEqualTo("größe=%C3%BC/f");
    assertThat(path.inLog()).isEqualTo("gr%C3%B6%C3%9Fe=%25C3%25BC/f");
    assertThat(DataFilePath.fromLog(path.inLog())).isEqualTo(path);
    assertThat(DataFilePath.of(List.of(value("a/b=c", "d")), "f", name -> true).value())
        .isEqualTo("a%2Fb%3Dc=d/f");
  }

  @Test
  void longNamesAreCutAndToldApart() {
    String characters = "漢".repeat(100);
    DataFilePath one = DataFilePath.of(List.of(value("p", characters + "a")), "f");
    DataFilePath other = DataFilePath.of(List.of(value("p", characters + "b")), "f");
    assertThat(one).isNotEqualTo(other);
    assertThat(one.value()).matches("p=(%[0-9A-F]{2})+-[0-9a-f]{16}/f");
    assertThat(one.value().length()).isLessThan(200);
    assertThat(DataFilePath.fromLog(one.inLog())).isEqualTo(one);
  }

  private static PartitionValue value(String column, String value) {
    return new PartitionValue(column, Optional.of(value));
  }
}
