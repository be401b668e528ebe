package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.notify.NotSent.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * E-mail in plain text, by a server that takes it over SMTP. What belongs together stands in one
 * thread.
 */
public final class Email implements Channel {
  private static final int LONGEST_SUBJECT = 200;

  private final String name;
  private final Server server;
  private final String from;
  private final String domain;

  /** How the connection to the server is kept to ourselves. */
  public enum Security {
    /** It is encrypted before anything is said, or there is none. */
    STARTTLS,
    /** It is encrypted from its beginning. */
    TLS,
    /** It is not. */
    NONE
  }

  /**
   * A server that takes mail.
   *
   * @param user empty text to tell no name
   */
  public record Server(
      String host,
      int port,
      Security security,
      String user,
      String password,
      Optional<SSLContext> trust) {
    @Override
    public String toString() {
      return "Server[" + host + ":" + port + "]";
    }
  }

  /**
   * @param from as whom we write
   * @throws IllegalArgumentException when {@code from} is no address
   */
  public Email(String name, Server server, String from) {
    this.name = name;
    this.server = server;
    try {
      this.from = new InternetAddress(from, true).getAddress();
    } catch (AddressException none) {
      throw new IllegalArgumentException("an e-mail channel is `from` an address: name@host");
    }
    this.domain = this.from.substring(this.from.indexOf('@') + 1);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @param to one address, or several with commas
   */
  @Override
  public void send(Notice notice, String to) {
    if (to.isEmpty()) {
      throw new NotSent(Kind.REFUSED, "the route names no address, and none is configured");
    }
    Session session = Session.getInstance(properties());
    try {
      Message message = message(session, notice, to);
      try (Transport transport = session.getTransport("smtp")) {
        boolean named = !server.user().isEmpty();
        transport.connect(
            server.host(),
            server.port(),
            named ? server.user() : null,
            named ? server.password() : null);
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (AddressException none) {
      throw new NotSent(Kind.REFUSED, "what the route names is no mail address");
    } catch (AuthenticationFailedException refused) {
      throw new NotSent(Kind.DOWN, "the mail server does not take our name and password");
    } catch (SendFailedException refused) {
      throw notSent(refused);
    } catch (MessagingException failed) {
      throw new NotSent(Kind.DOWN, "the mail server cannot be spoken to");
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
    properties.put("mail.smtp.connectiontimeout", "5000");
    properties.put("mail.smtp.timeout", "20000");
    properties.put("mail.smtp.writetimeout", "20000");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.enable", String.valueOf(server.security() == Security.TLS));
    boolean starttls = server.security() == Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", String.valueOf(starttls));
    properties.put("mail.smtp.starttls.required", String.valueOf(starttls));
    server
        .trust()
        .ifPresent(
            trust -> properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory()));
    return properties;
  }

  private Message message(Session session, Notice notice, String to) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(from, true));
    message.setRecipients(Message.RecipientType.TO, addresses(to));
    message.setSubject(
        NoticeText.cut(NoticeText.title(notice), LONGEST_SUBJECT), StandardCharsets.UTF_8.name());
    message.setText(
        NoticeText.title(notice) + "\n\n" + NoticeText.body(notice) + "\n",
        StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(notice.at()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader(
        "References", "<" + AlertKey.digest(notice.id()) + ".riparian@" + domain + ">");
    message.saveChanges();
    return message;
  }

  /** A name without a host would be somebody on the mail server itself. */
  private static InternetAddress[] addresses(String to) throws AddressException {
    InternetAddress[] addresses = InternetAddress.parse(to, true);
    for (InternetAddress address : addresses) {
      address.validate();
      if (address.getAddress().indexOf('@') < 0) {
        throw new AddressException("no host");
      }
    }
    return addresses;
  }

  /** The server's code says whether to come back; its text is its own. */
  private static NotSent notSent(SendFailedException refused) {
    int code = code(refused);
    if (code >= 500) {
      return new NotSent(Kind.REFUSED, "the mail server answered " + code);
    }
    return new NotSent(
        Kind.LATER,
        code == 0
            ? "the mail server did not take the message"
            : "the mail server answered " + code);
  }

  private static int code(SendFailedException refused) {
    int code = 0;
    for (Exception at = refused;
        at instanceof MessagingException one;
        at = one.getNextException()) {
      if (one instanceof SMTPAddressFailedException address) {
        code = Math.max(code, address.getReturnCode());
      } else if (one instanceof SMTPSenderFailedException sender) {
        code = Math.max(code, sender.getReturnCode());
      } else if (one instanceof SMTPSendFailedException send) {
        code = Math.max(code, send.getReturnCode());
      }
    }
    return code;
  }

  @Override
  public String toString() {
    return "Email[" + name + "]";
  }
}
