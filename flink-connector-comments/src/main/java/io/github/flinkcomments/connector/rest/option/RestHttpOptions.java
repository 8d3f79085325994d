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
package io.github.flinkcomments.connector.rest.option;

import static org.apache.flink.configuration.description.TextElement.code;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.Description;

/** The options of the source that say how connections are made and requests are authenticated. */
@PublicEvolving
public final class RestHttpOptions {

  public static final ConfigOption<Duration> CONNECT_TIMEOUT =
      ConfigOptions.key("http.connect-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Longest time to reach the server.");

  public static final ConfigOption<Duration> REQUEST_TIMEOUT =
      ConfigOptions.key("http.request-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "Longest time of one attempt, from sending the request to the last byte of "
                  + "the body.");

  public static final ConfigOption<MemorySize> MAX_BODY_SIZE =
      ConfigOptions.key("http.max-body-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription("Largest body, decompressed.");

  public static final ConfigOption<String> USER_AGENT =
      ConfigOptions.key("http.user-agent")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Header %s. Without it: %s and the version.",
                      code("User-Agent"), code("flink-connector-comments/"))
                  .build());

  public static final ConfigOption<List<String>> ALLOWED_ORIGINS =
      ConfigOptions.key("http.allowed-origins")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Further origins that requests and credentials may be sent to, "
                          + "such as %s. A redirect or link to any other origin is an "
                          + "error.",
                      code("https://eu.host;https://us.host:8443"))
                  .build());

  public static final ConfigOption<Map<String, String>> HEADERS =
      ConfigOptions.key("http-headers")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              Description.builder()
                  .text(
                      "Headers of every request, each as %s. Values are treated as "
                          + "secrets and never shown; Flink masks this key in its errors "
                          + "as well.",
                      code("'http-headers.NAME' = 'VALUE'"))
                  .build());

  public static final ConfigOption<AuthenticationType> AUTHENTICATION_TYPE =
      ConfigOptions.key("auth.type")
          .enumType(AuthenticationType.class)
          .defaultValue(AuthenticationType.NONE)
          .withDescription("How requests are authenticated.");

  public static final ConfigOption<String> AUTHENTICATION_TOKEN =
      ConfigOptions.key("auth.token")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text("The token for %s. Not shown.", code("'auth.type' = 'bearer'"))
                  .build());

  public static final ConfigOption<String> AUTHENTICATION_USERNAME =
      ConfigOptions.key("auth.username")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text("The user for %s. Not shown.", code("'auth.type' = 'basic'"))
                  .build());

  public static final ConfigOption<String> AUTHENTICATION_PASSWORD =
      ConfigOptions.key("auth.password")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "The password for %s; empty if it is left out. Not shown.",
                      code("'auth.type' = 'basic'"))
                  .build());

  private static final List<ConfigOption<?>> ALL =
      List.of(
          CONNECT_TIMEOUT,
          REQUEST_TIMEOUT,
          MAX_BODY_SIZE,
          USER_AGENT,
          ALLOWED_ORIGINS,
          HEADERS,
          AUTHENTICATION_TYPE,
          AUTHENTICATION_TOKEN,
          AUTHENTICATION_USERNAME,
          AUTHENTICATION_PASSWORD);

  private RestHttpOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
