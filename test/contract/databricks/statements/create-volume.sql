CREATE VOLUME IF NOT EXISTS `main`.`finance`.`mlc_stage`
