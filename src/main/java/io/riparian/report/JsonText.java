package io.riparian.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Maps, lists, text, whole numbers and truth values as JSON, indented and in ASCII, so that no
 * terminal and no encoding on the way can change it.
 */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(Object value) {
    JsonText writer = new JsonText();
    writer.value(value, "\n");
    return writer.text.append('\n').toString();
  }

  private void value(Object value, String newLine) {
    if (value instanceof Map<?, ?> map) {
      object(map, newLine);
    } else if (value instanceof List<?> list) {
      array(list, newLine);
    } else if (value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof String string) {
      string(string);
    } else {
      throw new IllegalStateException("no JSON is written for " + value.getClass());
    }
  }

  private void object(Map<?, ?> map, String newLine) {
    text.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        entries.hasNext(); ) {
      Map.Entry<?, ?> entry = entries.next();
      text.append(newLine).append("  ");
      string(String.valueOf(entry.getKey()));
      text.append(": ");
      value(entry.getValue(), newLine + "  ");
      text.append(entries.hasNext() ? "," : newLine);
    }
    text.append('}');
  }

  private void array(List<?> list, String newLine) {
    text.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      text.append(newLine).append("  ");
      value(items.next(), newLine + "  ");
      text.append(items.hasNext() ? "," : newLine);
    }
    text.append(']');
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            text.append(c);
          } else {
            text.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    text.append('"');
  }
}
