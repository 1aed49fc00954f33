-- The floor's read model and its checkpoint, begun anew.
DROP SCHEMA IF EXISTS floor CASCADE;
CREATE SCHEMA floor;
CREATE TABLE floor.balances (
  account_id    text    PRIMARY KEY,
  balance_minor bigint  NOT NULL,
  deposits      integer NOT NULL
);
CREATE TABLE floor.checkpoints (
  name     text   PRIMARY KEY,
  position bigint NOT NULL
);
INSERT INTO floor.checkpoints (name, position) VALUES ('balances', 0);
