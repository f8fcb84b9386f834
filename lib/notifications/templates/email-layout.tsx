import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Img, Link, Preview, Text } from "react-email";
import { config } from "@/lib/config";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { emailStyles } from "./theme";

const { styles, darkStyles } = emailStyles();

type FrameProps = {
  locale: Locale;
  preview: string;
  heading: string;
  children: ReactNode;
  footer: ReactNode;
};

/**
 * The layout of all emails: one column with the name or logo of the app at the top and the reason for the email at the
 * end. It loads nothing but a logo.
 */
export function EmailLayout({ locale, preview, heading, children, footer }: FrameProps) {
  return (
    <Html lang={locale}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{heading}</title>
        <style>{darkStyles}</style>
      </Head>
      <Preview useTitleTag={false}>{preview}</Preview>
      <Body className="paper" style={styles.body}>
        <Container style={styles.container}>
          <Mark />
          <Heading as="h1" className="ink" style={styles.heading}>
            {heading}
          </Heading>
          {children}
          <Hr className="line" style={styles.line} />
          {footer}
          <Support locale={locale} />
        </Container>
      </Body>
    </Html>
  );
}

/** The logo of the app. Without one, its name, so that the email loads nothing. */
function Mark() {
  const { name, logoUrl } = config().brand;
  if (logoUrl !== null) return <Img src={logoUrl} alt={name} height="32" style={styles.logo} />;
  return (
    <Text className="ink" style={styles.mark}>
      <Keyhole />
      {name}
    </Text>
  );
}

/** The operator's help page or address, if there is one. */
function Support({ locale }: { locale: Locale }) {
  const { supportUrl } = config().brand;
  if (supportUrl === null) return null;
  const link = (words: ReactNode) => (
    <Link className="brass" style={styles.link} href={supportUrl}>
      {words}
    </Link>
  );
  return <MutedText>{translator(locale, "emails.frame").rich("support", { link })}</MutedText>;
}

/** The mark beside the name, drawn with borders so that it shows even if images are blocked. */
function Keyhole() {
  return (
    <span aria-hidden="true" style={styles.keyhole}>
      <span className="keyhole-top" style={styles.keyholeTop} />
      <span className="keyhole-foot" style={styles.keyholeFoot} />
    </span>
  );
}

/** A paragraph of the message itself. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={styles.text}>
      {children}
    </Text>
  );
}

/** A paragraph of the footer below the line. */
export function MutedText({ children }: { children: ReactNode }) {
  return (
    <Text className="quiet" style={styles.quiet}>
      {children}
    </Text>
  );
}

/** A code that can be selected with one tap. */
export function Code({ children }: { children: string }) {
  return (
    <Text className="brass raised" style={styles.code}>
      {children}
    </Text>
  );
}

/** Returns a component that turns text in a sentence into a link to a page of this app. */
export function linkTo(path: string) {
  return (words: ReactNode) => (
    <Link className="brass" style={styles.link} href={`${config().appUrl}${path}`}>
      {words}
    </Link>
  );
}

type ButtonLinkProps = { locale: Locale; href: string; children: string };

/** A link as a button, followed by its URL for mail clients that show no buttons. */
export function ButtonLink({ locale, href, children }: ButtonLinkProps) {
  return (
    <>
      <Button className="button" style={styles.button} href={href}>
        {children}
      </Button>
      <Text className="quiet" style={styles.quiet}>
        {translator(locale, "emails.frame").rich("orOpen", {
          link: () => (
            <Link className="brass" style={styles.longLink} href={href}>
              {href}
            </Link>
          ),
        })}
      </Text>
    </>
  );
}
