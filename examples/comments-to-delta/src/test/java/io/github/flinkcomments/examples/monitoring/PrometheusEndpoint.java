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
package io.github.flinkcomments.examples.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/**
 * Where Flink's Prometheus reporter can be asked.
 *
 * @param port of the loopback interface
 */
record PrometheusEndpoint(int port) {

  private static final String NAME = "prometheus";

  /** The reporter has to be told a port; it takes no random one. */
  static PrometheusEndpoint onFreePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new PrometheusEndpoint(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Configuration addReporterTo(Configuration configuration) {
    Configuration reporter = MetricOptions.forReporter(configuration, NAME);
    reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, PrometheusReporterFactory.class.getName());
    reporter.setString("port", Integer.toString(port));
    configuration.set(MetricOptions.REPORTERS_LIST, NAME);
    return configuration;
  }

  /** The names of all metrics that it reports now. */
  Set<String> metrics() throws IOException {
    URI uri = URI.create("http://localhost:%d/metrics".formatted(port));
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replaceFirst("[ {].*", ""))
          .collect(Collectors.toSet());
    }
  }
}
