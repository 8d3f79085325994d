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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "http://host/comments ; http://host/comments",
        "HTTPS://host:8443/a?b=c%20d&e ; HTTPS://host:8443/a?b=c%20d&e",
        "http://[::1]:80/a ; http://[::1]:80/a",
        "http://host:1/a ; http://host:1/a",
        "http://host:65535/a ; http://host:65535/a",
        "http://host?a=[1] ; http://host?a=[1]",
        "http://münchen.example/straße?q=ö ; http://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%B6",
      })
  void isTakenIfItCanBeAskedFor(String text, String url) {
    assertThat(ListingUrl.parse("url", text)).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`http://host/a b` ~ The option 'url' has the character ' ' (a space) at position 14, which"
            + " a URL cannot have; write it as %20.",
        "http://host/a|b ~ The option 'url' has the character '|' at position 14, which a URL"
            + " cannot have; write it as %7C.",
        "http://host/a>b ~ The option 'url' has the character '>' at position 14, which a URL"
            + " cannot have; write it as %3E.",
        "http://host/100% ~ The option 'url' has a '%' at position 16 without two hexadecimal"
            + " digits after it; write a percent sign as %25.",
        "http://host/%zz ~ The option 'url' has a '%' at position 13 without two hexadecimal digits"
            + " after it; write a percent sign as %25.",
        "http://my_host/ ~ The option 'url' has the host 'my_host', but names of hosts have no"
            + " underscore and the HTTP client refuses it; use another name of the server, or its"
            + " IP address.",
        "http://host:65536/ ~ The option 'url' has the port 65536, but it must be between 1 and 65535.",
        "http://host:99999/ ~ The option 'url' has the port 99999, but it must be between 1 and 65535.",
        "http://host:0/ ~ The option 'url' has the port 0, but it must be between 1 and 65535.",
        "http://host:99999999999/ ~ The option 'url' has the port 99999999999, but it must be between 1"
            + " and 65535.",
        "http:///a ~ The option 'url' is not an absolute http or https URL; set it to the listing,"
            + " such as http://host/comments.",
        "ftp://host/a ~ The option 'url' is not an absolute http or https URL; set it to the"
            + " listing, such as http://host/comments.",
        "/a ~ The option 'url' is not an absolute http or https URL; set it to the listing, such as"
            + " http://host/comments.",
        "http://me:hush@host/ ~ The option 'url' is 'http://****@host/', with user and password in"
            + " it; give them by 'http-headers.Authorization' instead.",
      })
  void isRefusedByWhatIsInTheWay(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListingUrl.parse("url", text))
        .withMessage(message);
  }

  @Test
  void anyOtherMistakeIsToldWithoutTheUrl() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListingUrl.parse("url", "http://ho[st/?token=hush"))
        .withMessageContaining("'url'")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("hush"));
  }
}
