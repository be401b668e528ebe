package io.riparian.manifest;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys and values that can still be told from the text of a connector file that cannot be read.
 * Nothing is ever declared by them: they are looked through for secrets, which are out when a file
 * is committed, whether it can be read or not.
 */
final class Remains {
  static final int MOST_KEYS = 5_000;
  private static final String STRIMZI_CLASS = "class";
  private static final Set<String> NOTHING = Set.of("null", "~");

  /** A name in quotes, and the colon behind it. */
  private static final Pattern JSON_KEY =
      Pattern.compile("\"(?<name>(?:[^\"\\\\\\n]|\\\\.){1,200}+)\"[ \\t]{0,40}+:\\s{0,40}+");

  /** A name at the beginning of a line, and what separates it from its value. */
  private static final Pattern LINE_KEY =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:-[ \\t]++)?+(?<quote>[\"']?)(?<name>[\\w.$/-]{1,200}+)\\k<quote>"
              + "[ \\t]*+:(?=\\s)[ \\t]*+");

  private static final Pattern PROPERTY =
      Pattern.compile(
          "(?m)^[ \\t]*+(?<name>[^\\s#!:=][^\\s:=]{0,200}+)(?:[ \\t]*+[:=]|[ \\t])[ \\t]*+");

  private final String path;
  private final String text;
  private final boolean json;
  private final boolean yaml;
  private final Matcher keys;
  private final List<ConfigBlock> blocks = new ArrayList<>();
  private Map<String, ConfigEntry> block = new LinkedHashMap<>();

  /** How far lines are counted: places are asked for in the order of the text. */
  private int counted;

  private int line = 1;
  private int column = 1;

  private Remains(Place place, String text) {
    this.path = place.path();
    this.text = text;
    this.json = place.extension().equals("json");
    this.yaml = place.isYaml();
    this.keys = (json ? JSON_KEY : yaml ? LINE_KEY : PROPERTY).matcher(text);
  }

  /** A key that stands there once more begins the next block. */
  static List<ConfigBlock> of(Place place, String text) {
    return new Remains(place, text).read();
  }

  private List<ConfigBlock> read() {
    int from = 0;
    for (int found = 0; found < MOST_KEYS && keys.find(from); found++) {
      int start = keys.end();
      int end = json ? endOfJson(start) : endOfLine(start);
      add(keys.group("name"), text.substring(start, end), at(keys.start()));
      from = Math.max(end, start);
    }
    blocks.add(new ConfigBlock(List.copyOf(block.values())));
    return blocks;
  }

  private void add(String name, String written, Location at) {
    boolean removes = NOTHING.contains(written.strip());
    String key = name.equals(STRIMZI_CLASS) && yaml ? ConnectorConfig.CLASS : name;
    ConfigEntry entry = new ConfigEntry(key, removes ? "" : plain(written.strip()), removes, at);
    if (block.putIfAbsent(key, entry) != null) {
      blocks.add(new ConfigBlock(List.copyOf(block.values())));
      block = new LinkedHashMap<>(Map.of(key, entry));
    }
  }

  /** What a mapping or a list holds comes as keys of its own. */
  private int endOfJson(int start) {
    if (start == text.length() || "{[".indexOf(text.charAt(start)) >= 0) {
      return start;
    }
    int end = start;
    if (text.charAt(start) == '"') {
      end++;
      while (end < text.length() && text.charAt(end) != '"') {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      end = Math.min(end + 1, text.length());
    }
    while (end < text.length() && ",}]\r\n\t ".indexOf(text.charAt(end)) < 0) {
      end++; // A shell puts a value together: "'"$PASSWORD"'".
    }
    return end;
  }

  private int endOfLine(int start) {
    int end = text.indexOf('\n', start);
    int last = end < 0 ? text.length() : end;
    int comment = yaml ? text.substring(start, last).indexOf(" #") : -1;
    return comment < 0 ? last : start + comment;
  }

  /** Without the quotes around it and the escapes in it. */
  private static String plain(String written) {
    boolean quoted =
        written.length() > 1
            && "\"'".indexOf(written.charAt(0)) >= 0
            && written.charAt(written.length() - 1) == written.charAt(0);
    String inner = quoted ? written.substring(1, written.length() - 1) : written;
    StringBuilder plain = new StringBuilder();
    for (int index = 0; index < inner.length(); index++) {
      char found = inner.charAt(index);
      if (found == '\\' && index + 1 < inner.length()) {
        char escaped = inner.charAt(++index);
        plain.append(escaped == 'n' ? '\n' : escaped);
      } else {
        plain.append(found);
      }
    }
    return plain.toString();
  }

  private Location at(int offset) {
    int start = offset;
    while (start < keys.end() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    for (; counted < start; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(text.charAt(counted))) {
        column++;
      }
    }
    return new Location(path, line, column);
  }
}
