package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riparian.model.Notice;
import io.riparian.model.Urgency;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real mail server. */
class EmailTest {
  private static final String SECRET = "canary-of-a-mailbox-5d1e";

  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
  }

  private Email email(Email.Security security, String user, String password) {
    return new Email(
        "mail",
        new Email.Server(
            "127.0.0.1", mail.getSmtp().getPort(), security, user, password, Optional.empty()),
        "riparian@acme.example");
  }

  private static NotSent refusal(Email email, String to) {
    return Objects.requireNonNull(
        catchThrowableOfType(NotSent.class, () -> email.send(Notices.failure(), to)));
  }

  @Test
  void arrivesAsPlainTextWithTheEightFields() throws MessagingException, IOException {
    email(Email.Security.NONE, "", "")
        .send(Notices.failure(), "olu@acme.example, anna@acme.example");

    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("orders on shared has failed");
    assertThat(received[0].getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(((String) received[0].getContent()).replace("\r\n", "\n"))
        .contains(NoticeText.body(Notices.failure()));
  }

  @Test
  void aFailureAndItsEndStandInOneThread() throws MessagingException {
    Email email = email(Email.Security.NONE, "", "");
    email.send(Notices.failure(), "olu@acme.example");
    email.send(Notices.recovery(), "olu@acme.example");
    email.send(Notices.notice("another", Notice.Kind.FAILURE, Urgency.PAGE), "olu@acme.example");

    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received[1].getHeader("References")).isEqualTo(received[0].getHeader("References"));
    assertThat(received[2].getHeader("References"))
        .isNotEqualTo(received[0].getHeader("References"));
  }

  @Test
  void noTitleAddsAHeader() throws MessagingException {
    email(Email.Security.NONE, "", "")
        .send(
            Notices.saying(
                "1", Notice.Kind.FAILURE, Urgency.PAGE, "a\r\nBcc: eve@evil.example", "b"),
            "olu@acme.example");

    assertThat(mail.getReceivedMessages()).hasSize(1);
    assertThat(mail.getReceivedMessages()[0].getHeader("Bcc")).isNull();
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("a Bcc: eve@evil.example");
  }

  @Test
  void tellsItsNameAndPassword() {
    mail.setUser("riparian", SECRET);
    mail.getUserManager().setAuthRequired(true);

    email(Email.Security.NONE, "riparian", SECRET).send(Notices.failure(), "olu@acme.example");
    NotSent why =
        refusal(email(Email.Security.NONE, "riparian", "wrong" + SECRET), "o@acme.example");

    assertThat(mail.getReceivedMessages()).hasSize(1);
    assertThat(why.sentence()).isEqualTo("the mail server does not take our name and password");
    assertThat(why).hasNoCause();
  }

  /** This server offers no encryption. */
  @Test
  void saysNothingToAServerThatCannotEncrypt() {
    mail.setUser("riparian", SECRET);

    NotSent why = refusal(email(Email.Security.STARTTLS, "riparian", SECRET), "o@acme.example");

    assertThat(why.kind()).isEqualTo(NotSent.Kind.DOWN);
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void whatIsNoAddressIsRefusedForGood() {
    assertThat(refusal(email(Email.Security.NONE, "", ""), "#payments").kind())
        .isEqualTo(NotSent.Kind.REFUSED);
    assertThat(refusal(email(Email.Security.NONE, "", ""), "").kind())
        .isEqualTo(NotSent.Kind.REFUSED);
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() {
    Email email = email(Email.Security.NONE, "riparian", SECRET);
    mail.stop();

    NotSent why = refusal(email, "olu@acme.example");

    assertThat(why.kind()).isEqualTo(NotSent.Kind.DOWN);
    assertThat(why.sentence()).isEqualTo("the mail server cannot be spoken to");
  }

  @Test
  void nobodyWritesAsNobody() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Email(
                    "mail",
                    new Email.Server(
                        "localhost", 25, Email.Security.NONE, "", "", Optional.empty()),
                    "riparian"));
  }

  @Test
  void nothingOfASecretIsInItsText() {
    Email.Server server =
        new Email.Server(
            "localhost", 25, Email.Security.NONE, "riparian", SECRET, Optional.empty());

    assertThat(server.toString()).isEqualTo("Server[localhost:25]");
  }
}
