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
package io.github.flinkcomments.connector.rest.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells requests apart that ask for other records, as far as that stands in query parameters and
 * bodies. What looks like a secret by its name counts as a mask: a new key asks for the same
 * records, and nothing of it may be kept, not even in a digest. Pure.
 */
final class RequestDigest {

  /** So much of a hash tells two requests apart, and says nothing about their content. */
  private static final int HEX_DIGITS = 8;

  /** A member of a JSON object with its value; what holds placeholders need not be JSON. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|\\[[^\\[\\]{}]*]|[^\\s,{}\\[\\]\"]+)");

  private RequestDigest() {}

  static String of(RequestTemplate request) {
    StringBuilder text = new StringBuilder();
    request
        .query()
        .forEach(
            (name, value) ->
                text.append(name)
                    .append('=')
                    .append(MaskedUri.isSecret(name) ? Secret.MASK : MaskedUri.inText(value))
                    .append('\n'));
    text.append('\n').append(MaskedUri.inText(withoutSecretMembers(request.body())));
    return HexFormat.of().formatHex(sha256(text.toString())).substring(0, HEX_DIGITS);
  }

  private static String withoutSecretMembers(String body) {
    return MEMBER
        .matcher(body)
        .replaceAll(
            member ->
                Matcher.quoteReplacement(
                    MaskedUri.isSecret(member.group(1))
                        ? "\"%s\":%s".formatted(member.group(1), Secret.MASK)
                        : member.group()));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
