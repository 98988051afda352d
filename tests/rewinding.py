"""A database on PostgreSQL put back to just installed, faster than a copy of it is made."""

import sqlalchemy as sa

PREPARED = """
CREATE SCHEMA installation;
CREATE TABLE installation.shape (told text);
CREATE TABLE installation.counter AS
    SELECT schemaname, sequencename, start_value, last_value
    FROM pg_sequences WHERE schemaname = 'public';
CREATE TABLE installation.kept (name text);
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE installation.%I AS TABLE public.%I', name, name);
            INSERT INTO installation.kept VALUES (name);
        END IF;
    END LOOP;
END $$;
CREATE FUNCTION installation.put_back() RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text; changed boolean; counter record;
BEGIN
    FOR name IN
        SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        EXCEPT SELECT kept.name FROM installation.kept
    LOOP
        EXECUTE format('DELETE FROM public.%I', name);
    END LOOP;
    FOR name IN SELECT kept.name FROM installation.kept LOOP
        EXECUTE format(
            'SELECT (SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM public.%1$I t)'
            ' IS DISTINCT FROM'
            ' (SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM installation.%1$I t)', name
        ) INTO changed;
        IF changed THEN
            EXECUTE format('DELETE FROM public.%I', name);
            EXECUTE format(
                'INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE TABLE installation.%1$I', name
            );
        END IF;
    END LOOP;
    FOR counter IN SELECT * FROM installation.counter LOOP
        PERFORM setval(
            format('%I.%I', counter.schemaname, counter.sequencename)::regclass,
            coalesce(counter.last_value, counter.start_value),
            counter.last_value IS NOT NULL
        );
    END LOOP;
END $$;
"""
SHAPE = sa.text(
    "SELECT string_agg(part, ' ') FROM ("
    " SELECT concat(count(*), ':', max(xmin::text::bigint)) AS part FROM pg_trigger UNION ALL"
    " SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM pg_attribute UNION ALL"
    " SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM pg_constraint UNION ALL"
    " SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM pg_proc) AS parts"
)
KEPT_SHAPE = sa.text("SELECT told FROM installation.shape")
OTHERS_AT_WORK = sa.text(
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND state <> 'idle')"
)


def remember_installation(engine: sa.Engine) -> None:
    """Keep beside the tables what the installation has written into them."""
    with engine.begin() as connection:
        connection.exec_driver_sql(PREPARED.replace("%", "%%"))
        told = connection.scalar(SHAPE)
        connection.execute(sa.text("INSERT INTO installation.shape VALUES (:told)"), {"told": told})


def put_back(engine: sa.Engine) -> bool:
    """Take out what was written since.

    `False`, and nothing done, where someone is still at work in the database or where a table,
    column, rule or trigger was changed: only a whole copy mends that.

    Neither keys nor triggers are asked: what they guard is emptied as a whole.
    """
    with engine.begin() as connection:
        if connection.scalar(OTHERS_AT_WORK):
            return False
        if connection.scalar(SHAPE) != connection.scalar(KEPT_SHAPE):
            return False
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("SELECT installation.put_back()")
    return True
