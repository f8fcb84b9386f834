import type { ReactNode } from "react";
import { Body, Container, Head, Heading, Hr, Html, Preview, Text } from "react-email";
import { darkStyles, styles } from "./theme";

type FrameProps = { preview: string; heading: string; children: ReactNode; footer: ReactNode };

/** What all emails share: one column, the product's name, and at the end why it came. */
export function Frame({ preview, heading, children, footer }: FrameProps) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{heading}</title>
        <style>{darkStyles}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="paper" style={styles.body}>
        <Container className="paper" style={styles.container}>
          <Text className="brass" style={styles.mark}>
            Latchkey
          </Text>
          <Heading as="h1" className="ink" style={styles.heading}>
            {heading}
          </Heading>
          {children}
          <Hr className="line" style={styles.line} />
          {footer}
        </Container>
      </Body>
    </Html>
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

/** A paragraph of what is said below the line. */
export function Quiet({ children }: { children: ReactNode }) {
  return (
    <Text className="quiet" style={styles.quiet}>
      {children}
    </Text>
  );
}
