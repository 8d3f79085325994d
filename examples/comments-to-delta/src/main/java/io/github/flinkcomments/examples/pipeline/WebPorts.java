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
package io.github.flinkcomments.examples.pipeline;

import io.github.flinkcomments.examples.job.JobFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Checks the port of the web UI, or the range of ports, before a cluster is started with it. */
public final class WebPorts implements ITypeConverter<String> {

  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int HIGHEST = 65_535;

  @Override
  public String convert(String text) {
    Matcher ports = PORTS.matcher(text);
    if (!ports.matches() || last(ports) > HIGHEST || first(ports) > last(ports)) {
      throw new TypeConversionException(
          "'%s' is neither a port from 0 to %d nor a range, such as 8081-8180"
              .formatted(text, HIGHEST));
    }
    return text;
  }

  /**
   * Requires that one of the ports is free.
   *
   * @param text a port, or a range of ports
   * @throws JobFailedException if all are in use
   */
  static void requireFree(String text) throws JobFailedException {
    Matcher ports = PORTS.matcher(text);
    if (ports.matches()
        && IntStream.rangeClosed(first(ports), last(ports)).noneMatch(WebPorts::isFree)) {
      throw new JobFailedException(
          "The option --web-port is '%s', but %s in use; give a range, such as 8081-8180, or 0 for any free port."
              .formatted(text, ports.group(2) == null ? "that port is" : "all of these ports are"));
    }
  }

  private static int first(Matcher ports) {
    return Integer.parseInt(ports.group(1));
  }

  private static int last(Matcher ports) {
    return Integer.parseInt(ports.group(2) == null ? ports.group(1) : ports.group(2));
  }

  private static boolean isFree(int port) {
    try (ServerSocket ignored = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
