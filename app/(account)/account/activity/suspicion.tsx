/** What to do about something in the activity that was somebody else. */
export function Suspicion() {
  return (
    <p>
      Something you don't know? <a href="/account#password">Change your password</a>, and sign out of all
      other devices.
    </p>
  );
}
