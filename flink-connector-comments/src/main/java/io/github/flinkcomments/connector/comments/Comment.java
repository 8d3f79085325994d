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
package io.github.flinkcomments.connector.comments;

import org.apache.flink.annotation.PublicEvolving;

/**
 * A comment of the comments API. Flink serializes it field by field, as a POJO.
 *
 * @param postId the post that it belongs to
 * @param id identifies it among all comments
 * @param name its title; null if the API leaves it out, as with all texts
 * @param email who wrote it
 * @param body its text
 */
@PublicEvolving
public record Comment(int postId, int id, String name, String email, String body) {}
