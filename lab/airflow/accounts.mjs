/**
 * The Airflow accounts of the lab. Fake: they open nothing but services on the loopback of the machine that started them.
 * The portal reads with `sluice`, which may change nothing.
 */
export const ACCOUNTS = {
  admin: { password: 'admin', airflow2Role: 'Admin', airflow3Role: 'admin' },
  sluice: {
    password: 'sluice',
    airflow2Role: 'Viewer',
    airflow3Role: 'viewer',
  },
};
