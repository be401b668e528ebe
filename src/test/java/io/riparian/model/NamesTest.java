package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest(name = "[{0}]")
  @CsvSource({
    // name, unit, connector, addressable
    "payments, true, true, true",
    "0-a.b_c, true, true, true",
    "Payments, false, true, true",
    "_internal, false, false, true",
    "-orders, false, false, true",
    "., false, false, false",
    ".., false, false, false",
    "..., false, false, true",
    "'', false, false, false",
    "' ', false, false, false",
    "'a b', false, false, false",
    "'a\n', false, false, false",
    "a/b, false, false, false",
    "a;b, false, false, false",
    "a?b, false, false, false",
    "a#b, false, false, false",
    "a%2Fb, false, false, false",
    "a:b, false, false, false",
    "añb, false, false, false",
    "ａ, false, false, false"
  })
  void whatMayBeCalledWhat(String name, boolean unit, boolean connector, boolean addressable) {
    assertThat(Names.isUnitName(name)).isEqualTo(unit);
    assertThat(Names.isConnectorName(name)).isEqualTo(connector);
    assertThat(Names.isAddressable(name)).isEqualTo(addressable);
  }

  @Test
  void namesEndWhereSomeToolWouldCutThem() {
    assertThat(Names.isUnitName("a".repeat(63))).isTrue();
    assertThat(Names.isUnitName("a".repeat(64))).isFalse();
    assertThat(Names.isConnectorName("a".repeat(249))).isTrue();
    assertThat(Names.isConnectorName("a".repeat(250))).isFalse();
  }
}
