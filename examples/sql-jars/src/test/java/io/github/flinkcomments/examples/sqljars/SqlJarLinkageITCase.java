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
package io.github.flinkcomments.examples.sqljars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Much of Hadoop and some of other libraries is left out of the JARs. What the rest refers to has
 * to be there, or to be known never to be used.
 */
class SqlJarLinkageITCase {

  /** Names without the beginning that they got in the JAR. */
  private static final Pattern CANNOT_BE_USED =
      Pattern.compile(
          // File systems of Hadoop: Configuration mentions them.
          "org\\.apache\\.hadoop\\.fs\\.(|Checksum|Filter|Local)FileSystem"
              + "|org\\.apache\\.hadoop\\.fs\\.FSDataOutputStreamBuilder"
              // Constants of MapReduce: a superclass in Parquet has a parameter with them.
              + "|org\\.apache\\.hadoop\\.mapreduce\\.MRJobConfig"
              // For a JDK that is long gone.
              + "|net\\.openhft\\.hashing\\.HotSpotPrior7u6StringHash");

  private static final Pattern MAY_LACK_SOMETHING =
      Pattern.compile(
          // Libraries of which parts were taken, chosen by what calls them.
          "org\\.apache\\.hadoop\\..*"
              + "|org\\.locationtech\\.jts\\..*"
              + "|it\\.unimi\\.dsi\\.fastutil\\..*"
              // Kernel on Hadoop's file systems, and its statistics of data files.
              + "|io\\.delta\\.kernel\\.defaults\\.engine\\.DefaultEngine"
              + "|io\\.delta\\.kernel\\.defaults\\.engine\\.hadoopio\\.HadoopInputFile"
              + "|io\\.delta\\.kernel\\.defaults\\.internal\\.parquet\\.ParquetFileWriter"
              // Parquet in MapReduce, on Hadoop's file systems, and off the heap.
              + "|org\\.apache\\.parquet\\.hadoop\\.ClientSideMetadataSplitStrategy.*"
              + "|org\\.apache\\.parquet\\.hadoop\\.DirectCodecFactory.*"
              + "|org\\.apache\\.parquet\\.hadoop\\.ParquetFileWriter"
              + "|org\\.apache\\.parquet\\.hadoop\\.ParquetInput.*"
              + "|org\\.apache\\.parquet\\.hadoop\\.ParquetRecordReader"
              + "|org\\.apache\\.parquet\\.hadoop\\.util\\.HadoopInputFile"
              + "|org\\.apache\\.parquet\\.hadoop\\.util\\.counters\\.BenchmarkCounter");

  private static final Pattern REFERENCE = Pattern.compile("^ +(\\S+) +-> (\\S+) +(.+)$");

  /** Superclasses, interfaces and all that the verifier looks at, once the JVM uses a class. */
  @ParameterizedTest
  @EnumSource
  void everyClassCanBeUsed(SqlJar jar) throws Exception {
    List<Path> classPath = new ArrayList<>(FlinkClassPath.read());
    classPath.add(jar.file());
    Set<String> unusable = new TreeSet<>();
    try (URLClassLoader loader =
        new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader())) {
      for (String name : jar.classNames()) {
        try {
          Class.forName(name, true, loader);
        } catch (LinkageError | AssertionError e) {
          unusable.add(original(jar, name));
        }
      }
    }
    assertThat(unusable).allMatch(name -> CANNOT_BE_USED.matcher(name).matches());
  }

  /** All that a class mentions anywhere, also where it is only needed once a method gets there. */
  @ParameterizedTest
  @EnumSource
  void whatIsMentionedIsThere(SqlJar jar) throws Exception {
    String classPath =
        FlinkClassPath.read().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    StringWriter printed = new StringWriter();
    int result =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(printed),
                new PrintWriter(printed),
                "-verbose:class",
                "-filter:none",
                "--multi-release=base",
                "-classpath=" + classPath,
                jar.file().toString());

    assertThat(result).as(printed.toString()).isZero();
    Set<String> missing =
        printed
            .toString()
            .lines()
            .map(REFERENCE::matcher)
            .filter(Matcher::matches)
            .filter(reference -> reference.group(3).equals("not found"))
            .map(
                reference ->
                    original(jar, reference.group(1)) + " -> " + original(jar, reference.group(2)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing)
        .allMatch(
            reference ->
                MAY_LACK_SOMETHING.matcher(reference.replaceFirst(" -> .*", "")).matches());
  }

  private static String original(SqlJar jar, String name) {
    return name.replace(jar.shaded().replace('/', '.'), "");
  }

  private static URL[] urls(List<Path> paths) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path path : paths) {
      urls.add(path.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
