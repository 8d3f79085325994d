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
package io.github.flinkcomments.examples.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/**
 * One comment as the API serves it. It is a function of its id alone, so a listing of any length
 * takes no memory and a reader can check every field it received.
 *
 * <p>Five comments belong to one post. The texts hold letters beyond ASCII, quotes and line breaks,
 * so that whoever reads them wrongly is found out.
 */
public record ServedComment(int postId, int id, String name, String email, String body) {

  private static final int COMMENTS_PER_POST = 5;

  private static final String[] WORDS = {
    "amber",
    "bridge",
    "café",
    "drift",
    "ember",
    "frontier",
    "garden",
    "harbour",
    "island",
    "jasmine",
    "kettle",
    "lantern",
    "meadow",
    "naïve",
    "orchard",
    "pebble",
    "quartz",
    "river",
    "saffron",
    "tundra",
    "umbrella",
    "velvet",
    "willow",
    "yonder"
  };

  private static final String[] DOMAINS = {
    "example.com", "example.org", "example.net", "comments.example"
  };

  private static final SerializableString POST_ID = new SerializedString("postId");
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString EMAIL = new SerializedString("email");
  private static final SerializableString BODY = new SerializedString("body");

  /** The comment with this id, counted from one. */
  public static ServedComment of(int id) {
    long choice = scatter(id);
    int postId = (id - 1) / COMMENTS_PER_POST + 1;
    String first = word(choice);
    String second = word(choice >>> 8);
    String third = word(choice >>> 16);
    String fourth = word(choice >>> 24);
    return new ServedComment(
        postId,
        id,
        first + ' ' + second + ' ' + third,
        "reader" + id + '@' + DOMAINS[(int) (choice >>> 32) & 3],
        "the "
            + second
            + " beyond the "
            + third
            + " was called \""
            + fourth
            + "\" by those who knew it\nand the "
            + first
            + " of post "
            + postId
            + " has been told about the "
            + fourth
            + " ever since");
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName(POST_ID);
    json.writeNumber(postId);
    json.writeFieldName(ID);
    json.writeNumber(id);
    json.writeFieldName(NAME);
    json.writeString(name);
    json.writeFieldName(EMAIL);
    json.writeString(email);
    json.writeFieldName(BODY);
    json.writeString(body);
    json.writeEndObject();
  }

  private static String word(long choice) {
    return WORDS[(int) (choice & 0xFF) % WORDS.length];
  }

  /** Spreads neighbouring ids over all bits, so that neighbouring comments differ. */
  private static long scatter(int id) {
    long spread = id * 0x9E3779B97F4A7C15L;
    return spread ^ (spread >>> 29);
  }
}
