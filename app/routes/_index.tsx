import { Mark } from '#app/components/mark.tsx';

export default function Home() {
  return (
    <main style={{ maxWidth: '40rem', margin: '0 auto', padding: '18vh 24px' }}>
      <Mark name="Throughline" />
      <h1>A plan both sides own</h1>
    </main>
  );
}
