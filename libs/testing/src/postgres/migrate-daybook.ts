import { migrate } from '@daybook/event-store';
import { DataSource } from 'typeorm';

/** Daybook's own migrations, in a database that is to be a template. */
export async function migrateDaybook(url: string, applicationRole: string): Promise<void> {
  const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  try {
    await migrate({ dataSource, applicationRole });
  } finally {
    await dataSource.destroy();
  }
}
