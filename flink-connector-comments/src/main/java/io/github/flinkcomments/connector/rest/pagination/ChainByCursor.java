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
package io.github.flinkcomments.connector.rest.pagination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.record.CapturedValue.Kind;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import io.github.flinkcomments.connector.rest.request.PlaceholderValue;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * Each answer tells a token, by which the next page is asked for.
 *
 * @param parameter query parameter for the token; {@link #ALL_MEMBERS} if the token is an object
 *     whose members are all sent; empty where a placeholder takes it
 * @param pointer JSON pointer to the token in the body; empty if it is in a header
 * @param header name of the header that holds the token; empty if it is in the body
 * @param pattern regular expression whose first group is the token within the text that was found;
 *     empty for the whole text
 */
@Internal
public record ChainByCursor(String parameter, String pointer, String header, String pattern)
    implements Chaining {

  /** The parameter of a token that is an object, each member of which is a parameter. */
  public static final String ALL_MEMBERS = "*";

  @Override
  public PageAddress first() {
    return new PageAddress.First();
  }

  @Override
  public List<String> captures() {
    return pointer.isEmpty() ? List.of() : List.of(pointer);
  }

  @Override
  public PageQuestion ask(PageAddress page, int pageSize) {
    if (!(page instanceof PageAddress.Token address)) {
      return PageQuestion.plain();
    }
    CapturedValue token = address.token();
    return PageQuestion.of(
        Map.of(Placeholders.CURSOR, new PlaceholderValue(token.text(), token.json())),
        parameter.equals(ALL_MEMBERS)
            ? token.members()
            : PageQuestion.parameter(parameter, token.text()));
  }

  @Override
  public Optional<PageAddress> next(PageAddress asked, PageFacts facts) {
    Optional<CapturedValue> found =
        pointer.isEmpty()
            ? facts.header(header).stream().findFirst().map(CapturedValue::string)
            : facts.value(pointer);
    return found.filter(token -> !isNone(token)).map(this::extracted).map(PageAddress.Token::new);
  }

  private static boolean isNone(CapturedValue token) {
    return token.isBlank() || token.json().equals("false") || token.json().equals("{}");
  }

  private CapturedValue extracted(CapturedValue found) {
    if (parameter.equals(ALL_MEMBERS) && found.kind() != Kind.OBJECT) {
      throw new MalformedPageException(
          "The option 'pagination.cursor-parameter' is '*', which sends all members of an object, but at '%s' there is %s; name the parameter, or correct 'pagination.cursor-pointer'."
              .formatted(pointer, MaskedUri.inText(found.json())));
    }
    if (pattern.isEmpty()) {
      return found;
    }
    Matcher matcher = Pattern.compile(pattern).matcher(found.text());
    if (!matcher.find() || matcher.groupCount() < 1 || matcher.group(1) == null) {
      throw new MalformedPageException(
          "The option 'pagination.cursor-pattern' is '%s', whose first group finds no token in '%s'; correct the pattern."
              .formatted(pattern, MaskedUri.inText(found.text())));
    }
    try {
      return CapturedValue.string(URLDecoder.decode(matcher.group(1), UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedPageException(
          "The option 'pagination.cursor-pattern' is '%s', whose first group finds '%s', which has a percent sign that escapes nothing; correct the pattern."
              .formatted(pattern, MaskedUri.inText(matcher.group(1))));
    }
  }

  /** A header that is missing is how most APIs mark the end. */
  @Override
  public Optional<String> missing(PageFacts facts, PageFill fill) {
    if (!pointer.isEmpty()) {
      return facts.missing(pointer, "pagination.cursor-pointer", fill);
    }
    return fill == PageFill.FULL && facts.header(header).isEmpty()
        ? Optional.of("has no header '%s'; correct 'pagination.cursor-header'".formatted(header))
        : Optional.empty();
  }

  @Override
  public boolean isFollowing() {
    return true;
  }

  @Override
  public List<String> parameters() {
    return parameter.isEmpty() || parameter.equals(ALL_MEMBERS) ? List.of() : List.of(parameter);
  }

  @Override
  public String mechanism() {
    return parameter.isEmpty()
        ? "the placeholder '{cursor}'"
        : "the cursor parameter '%s'".formatted(parameter);
  }

  @Override
  public String fingerprint() {
    return "cursor " + parameter;
  }
}
